/**
 * Whether a text can name a container image, and is no option of the program that it is given to.
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function isImageName(text: string): boolean {
  return /^[a-z0-9][\w.:/@-]{0,500}$/i.test(text);
}
