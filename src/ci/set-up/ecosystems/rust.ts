import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';

/** Rust. GitHub's machines have rustup, which reads `rust-toolchain` by itself. cargo takes names of tests, no files. */
export function detectRust(folder: Folder): Part | null {
  if (!folder.names.has('Cargo.toml')) return null;
  const isWorkspace = /^\[workspace\]/m.test(folder.text('Cargo.toml'));
  const toolchain = ['rust-toolchain.toml', 'rust-toolchain'].find((name) => folder.names.has(name));
  const locked = folder.names.has('Cargo.lock') ? ' --locked' : '';
  const scope = isWorkspace ? ' --workspace' : '';
  return {
    ecosystem: 'cargo',
    directory: folder.directory,
    findings: [
      `Packages: cargo, by \`Cargo.toml\`${isWorkspace ? ', a workspace' : ''}.`,
      toolchain === undefined ? 'Rust: the newest stable one.' : `Rust: the toolchain in \`${toolchain}\`.`,
      `Tests: \`cargo test${scope}\`.`,
    ],
    checks: [],
    tools: [],
    install: [
      ...(toolchain === undefined
        ? ['rustup toolchain install stable --profile minimal', 'rustup default stable']
        : ['rustup show']),
      `cargo fetch${locked}`,
    ],
    test: { plain: `cargo test${scope}`, all: `cargo test${scope}${locked} --no-fail-fast`, some: null },
    reports: null,
  };
}
