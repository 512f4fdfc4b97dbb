/** Where a repository says how it wants to be worked on. */
export const configurationPath = '.github/goat.yml';
