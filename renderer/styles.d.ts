/** A style sheet is imported for its effect: the bundler turns it into a file of its own. */
declare module '*.css';
