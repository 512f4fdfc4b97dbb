type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs, their caches and their language lie; nothing whose name is made for a secret. */
const shownVariables = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TZ', 'LANG', 'LANGUAGE', 'XDG_CACHE_HOME'],
  ...['CARGO_HOME', 'GOCACHE', 'GOMODCACHE', 'GOPATH', 'GOROOT', 'JAVA_HOME', 'NVM_DIR', 'PYENV_ROOT', 'RUSTUP_HOME'],
  ...['ASDF_DATA_DIR', 'JENV_ROOT', 'NODENV_ROOT', 'RBENV_ROOT', 'SDKMAN_DIR', 'VOLTA_HOME'],
]);

/** How a client finds its container engine. */
const engineVariables = new Set([
  ...['PATH', 'HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR', 'CONTAINER_HOST', 'DOCKER_CERT_PATH'],
  ...['DOCKER_CONFIG', 'DOCKER_CONTEXT', 'DOCKER_HOST', 'DOCKER_TLS_VERIFY'],
]);

/** The part of the environment that a repository's own tests may see: they run code that nobody has read. */
export function readTestEnvironment(env: Environment): Record<string, string> {
  return choose(env, (name) => shownVariables.has(name) || /^LC_[A-Z]+$/.test(name));
}

/** The part of the environment that the client of a container engine needs. */
export function readEngineEnvironment(env: Environment): Record<string, string> {
  return choose(env, (name) => engineVariables.has(name));
}

function choose(env: Environment, isChosen: (name: string) => boolean): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && isChosen(name)) chosen[name] = value;
  return chosen;
}
