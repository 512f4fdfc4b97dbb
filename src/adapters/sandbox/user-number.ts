/** The user's number on this machine, also where the user has no name; that of root where users have no numbers. */
export const userNumber = () => String(process.getuid?.() ?? 0);

/** The same of the user's group. */
export const groupNumber = () => String(process.getgid?.() ?? 0);
