/** Words before a value that don't say what it is. */
const NAMELESS =
  /^(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|not|no|is|are|was|were|be|after|before|than|as|into|via|took|got|has|had|error)$/i;
const NAME = /^[A-Za-z][A-Za-z_-]{1,23}:?$/;

/** The template with its values named by the word before them, where that word is a name: `for user *` becomes `for user <user>`. */
export function namedTemplate(template: string): string {
  const words = template.split(' ');
  return words
    .map((word, place) => {
      const before = words[place - 1] ?? '';
      if (word !== '*' || !NAME.test(before) || NAMELESS.test(before) || before.endsWith('ed')) return word;
      return `<${before.replace(/:$/, '')}>`;
    })
    .join(' ');
}
