/** The words of the child windows' contents, in one language. */

export const CHILD_TITLES = {
  messages: 'Messages',
  service: 'Service',
  mailslot: 'Mailslot',
  system: 'System',
} as const;

export const FACT_WORDS = {
  name: 'Name',
  state: 'State',
  processId: 'Process ID',
  details: 'Details',
  none: 'None',
  unknown: 'Unknown',
  received: 'Received',
  malformed: 'Malformed',
  dropped: 'Let go',
  computer: 'Computer name',
  system: 'System',
  build: 'Build',
  processors: 'Processors',
} as const;
