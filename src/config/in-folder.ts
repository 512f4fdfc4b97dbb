/** A command for a shell, in a folder of the repository where one is given. */
export function inFolder({
  command,
  workingDirectory,
}: {
  readonly command: string;
  readonly workingDirectory?: string | undefined;
}): string {
  if (workingDirectory === undefined) return command;
  return `cd '${workingDirectory.replaceAll("'", "'\\''")}' && ${command}`;
}
