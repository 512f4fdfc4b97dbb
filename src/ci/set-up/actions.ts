/**
 * The actions that a generated workflow may use, each pinned by the commit of the version beside it. Pins are taken from
 * public workflows that name both; look there again before you raise one.
 */
export const actions = {
  checkout: { uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  uploadArtifact: { uses: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
  setupNode: { uses: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020', version: 'v7.0.0' },
  setupPnpm: { uses: 'pnpm/action-setup@0977fd99725f1db4007ccb2928dbb4e90d06cc86', version: 'v6.0.10' },
  setupBun: { uses: 'oven-sh/setup-bun@0c5077e51419868618aeaa5fe8019c62421857d6', version: 'v2.2.0' },
  setupDeno: { uses: 'denoland/setup-deno@667a34cdef165d8d2b2e98dde39547c9daac7282', version: 'v2.0.4' },
  setupPython: { uses: 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97', version: 'v7.0.0' },
  setupUv: { uses: 'astral-sh/setup-uv@fac544c07dec837d0ccb6301d7b5580bf5edae39', version: 'v8.2.0' },
  setupGo: { uses: 'actions/setup-go@924ae3a1cded613372ab5595356fb5720e22ba16', version: 'v6.5.0' },
  setupJava: { uses: 'actions/setup-java@03ad4de0992f5dab5e18fcb136590ce7c4a0ac95', version: 'v5.6.0' },
  setupRuby: { uses: 'ruby/setup-ruby@7372622e62b60b3cb750dcd2b9e32c247ffec26a', version: 'v1.302.0' },
  setupPhp: { uses: 'shivammathur/setup-php@bf6b4fbd49ca58e4608c9c89fba0b8d90bd2a39f', version: 'v2.35.5' },
  setupDotnet: { uses: 'actions/setup-dotnet@baa11fbfe1d6520db94683bd5c7a3818018e4309', version: 'v5.1.0' },
  setupBeam: { uses: 'erlef/setup-beam@fc68ffb90438ef2936bbb3251622353b3dcb2f93', version: 'v1.24.0' },
} as const satisfies Readonly<Record<string, Action>>;

export interface Action {
  readonly uses: string;
  readonly version: string;
}
