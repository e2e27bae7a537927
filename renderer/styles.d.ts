/** A style sheet is imported for its effect; the bundler puts it into a file of its own. */
declare module '*.css';
