/** Where programs, their caches and their language lie; nothing whose name is made for a secret. */
const shownVariables = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TZ', 'LANG', 'LANGUAGE', 'XDG_CACHE_HOME'],
  ...['CARGO_HOME', 'GOCACHE', 'GOMODCACHE', 'GOPATH', 'GOROOT', 'JAVA_HOME', 'NVM_DIR', 'PYENV_ROOT', 'RUSTUP_HOME'],
]);

/** The part of the environment that a repository's own tests may see: they run code that nobody has read. */
export function readTestEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && (shownVariables.has(name) || /^LC_[A-Z]+$/.test(name))) shown[name] = value;
  }
  return shown;
}
