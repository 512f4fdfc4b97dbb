/** Small repositories, one for each way to be set up; what a detection must not read is empty. */
export interface Shape {
  readonly files: Readonly<Record<string, string>>;
  /** Lines that the steps Install and Test must hold, in this order. */
  readonly install: readonly string[];
  readonly test: string;
  /** The actions beside those that every workflow has, without the owner's `@…`. */
  readonly actions: readonly string[];
}

const vitest = (more: object = {}) =>
  JSON.stringify({ name: 'shop', scripts: { test: 'vitest run' }, devDependencies: { vitest: '^4' }, ...more });
const junit = `--reporter=default --reporter=junit --outputFile.junit=goat-results/vitest.xml "\${tests[@]}"`;
const pytest = `python -m pytest --junit-xml=goat-results/pytest.xml "\${tests[@]}"`;

export const shapes: Readonly<Record<string, Shape>> = {
  npm: {
    files: { 'package.json': vitest(), 'package-lock.json': '{}', '.nvmrc': '22\n' },
    install: ['npm ci'],
    test: `npm test -- ${junit}`,
    actions: ['actions/setup-node'],
  },
  'npm with jest and jest-junit': {
    files: {
      'package.json': JSON.stringify({
        scripts: { test: 'npm run lint && jest --ci' },
        devDependencies: { jest: '30', 'jest-junit': '17' },
      }),
    },
    install: ['npm install'],
    test: `npm test -- --reporters=default --reporters=jest-junit --runTestsByPath "\${tests[@]}"`,
    actions: ['actions/setup-node'],
  },
  'npm with the runner of node': {
    files: {
      'package.json': JSON.stringify({
        scripts: { test: 'node --experimental-strip-types --test "test/**/*.test.ts"' },
      }),
      'package-lock.json': '{}',
    },
    install: ['npm ci'],
    test: '--test-reporter-destination=goat-results/node.xml --experimental-strip-types --test "test/**/*.test.ts"',
    actions: ['actions/setup-node'],
  },
  pnpm: {
    files: { 'package.json': vitest({ packageManager: 'pnpm@10.4.1' }), 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" },
    install: ['pnpm install --frozen-lockfile'],
    test: `pnpm run test ${junit}`,
    actions: ['pnpm/action-setup', 'actions/setup-node'],
  },
  yarn: {
    files: { 'package.json': vitest(), 'yarn.lock': '# yarn lockfile v1\n' },
    install: ['yarn install --frozen-lockfile'],
    test: `yarn test ${junit}`,
    actions: ['actions/setup-node'],
  },
  'yarn of today': {
    files: {
      'package.json': vitest({ packageManager: 'yarn@4.6.0' }),
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\n',
    },
    install: ['npm install --global --force corepack', 'corepack enable yarn', 'yarn install --immutable'],
    test: `yarn test ${junit}`,
    actions: ['actions/setup-node'],
  },
  bun: {
    files: { 'package.json': JSON.stringify({ scripts: { test: 'bun test' } }), 'bun.lock': '{}', 'src/a.test.ts': '' },
    install: ['bun install --frozen-lockfile'],
    test: `bun run test --reporter=junit --reporter-outfile=goat-results/bun.xml "\${tests[@]/#/./}"`,
    actions: ['oven-sh/setup-bun'],
  },
  deno: {
    files: {
      'deno.jsonc': '{\n  // all of them\n  "tasks": { "test": { "command": "deno test --allow-read" } },\n}\n',
      '.dvmrc': '2.4.0\n',
      'src/cart_test.ts': '',
    },
    install: [],
    test: `deno task test --junit-path=goat-results/deno.xml "\${tests[@]}"`,
    actions: ['denoland/setup-deno'],
  },
  'deno without a task': {
    files: { 'deno.json': '{"imports": {}}', 'test.ts': '' },
    install: [],
    test: `deno test --allow-all --junit-path=goat-results/deno.xml "\${tests[@]}"`,
    actions: ['denoland/setup-deno'],
  },
  pip: {
    files: {
      'requirements.txt': 'flask\n',
      'requirements-dev.txt': 'pytest\n',
      'tests/test_app.py': '',
      '.python-version': '3.12\n',
    },
    install: ['python -m pip install --requirement requirements.txt --requirement requirements-dev.txt'],
    test: pytest,
    actions: ['actions/setup-python'],
  },
  'pip with a package and an extra': {
    files: {
      'pyproject.toml':
        '[project]\nname = "shop"\nrequires-python = ">=3.10"\n[project.optional-dependencies]\ntest = ["pytest"]\n[build-system]\nrequires = ["hatchling"]\n',
      'tests/test_shop.py': '',
    },
    install: ["python -m pip install --editable '.[test]'"],
    test: pytest,
    actions: ['actions/setup-python'],
  },
  poetry: {
    files: {
      'pyproject.toml': '[tool.poetry]\nname = "shop"\n[tool.poetry.group.test.dependencies]\npytest = "*"\n',
      'poetry.lock': '',
      'tests/test_a.py': '',
    },
    install: ['pipx install poetry', 'poetry install --no-interaction --with test'],
    test: `poetry run ${pytest}`,
    actions: ['actions/setup-python'],
  },
  pdm: {
    files: {
      'pyproject.toml': '[project]\nname = "shop"\n[tool.pdm.dev-dependencies]\ntest = ["pytest"]\n',
      'pdm.lock': '',
      'tests/test_a.py': '',
    },
    install: ['pipx install pdm', 'pdm install --frozen-lockfile'],
    test: `pdm run ${pytest}`,
    actions: ['actions/setup-python'],
  },
  uv: {
    files: {
      'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.11"\n[dependency-groups]\ndev = ["pytest"]\n',
      'uv.lock': '',
      'tests/test_a.py': '',
    },
    install: ['uv sync --locked --group dev'],
    test: `uv run --no-sync ${pytest}`,
    actions: ['actions/setup-python', 'astral-sh/setup-uv'],
  },
  go: {
    files: { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'cart/cart_test.go': '' },
    install: ['go mod download'],
    test: 'go test ./...',
    actions: ['actions/setup-go'],
  },
  cargo: {
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["a"]\n',
      'Cargo.lock': '',
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.85"\n',
    },
    install: ['rustup show', 'cargo fetch --locked'],
    test: 'cargo test --workspace --locked --no-fail-fast',
    actions: [],
  },
  maven: {
    files: {
      'pom.xml': '<project><properties><maven.compiler.release>21</maven.compiler.release></properties></project>',
      mvnw: '',
      'src/test/java/CartTest.java': '',
    },
    install: ['sh ./mvnw --batch-mode --no-transfer-progress test-compile'],
    test: 'sh ./mvnw --batch-mode --no-transfer-progress --fail-at-end test',
    actions: ['actions/setup-java'],
  },
  gradle: {
    files: { 'build.gradle.kts': 'kotlin { jvmToolchain(21) }\n', gradlew: '', 'src/test/kotlin/CartTest.kt': '' },
    install: ['sh ./gradlew testClasses --no-daemon'],
    test: 'sh ./gradlew test --continue --no-daemon',
    actions: ['actions/setup-java'],
  },
  bundler: {
    files: {
      Gemfile: "gem 'rspec'\ngem 'rspec_junit_formatter'\n",
      '.ruby-version': '3.4.1\n',
      'spec/cart_spec.rb': '',
    },
    install: ['bundle install --jobs 4 --retry 3'],
    test: `bundle exec rspec --format progress --format RspecJunitFormatter --out goat-results/rspec.xml "\${tests[@]}"`,
    actions: ['ruby/setup-ruby'],
  },
  composer: {
    files: {
      'composer.json': '{"require": {"php": "^8.2"}}',
      'phpunit.xml.dist': '<phpunit/>',
      'tests/CartTest.php': '',
    },
    install: ['composer install --no-interaction --no-progress'],
    test: 'vendor/bin/phpunit --log-junit goat-results/phpunit.xml',
    actions: ['shivammathur/setup-php'],
  },
  '.NET': {
    files: {
      'shop.sln': '',
      'test/Shop.Tests/Shop.Tests.csproj': '<TargetFrameworks>net8.0;net9.0</TargetFrameworks>',
    },
    install: ['dotnet restore'],
    test: 'dotnet test --no-restore',
    actions: ['actions/setup-dotnet'],
  },
  mix: {
    files: {
      'mix.exs': '',
      'mix.lock': '',
      '.tool-versions': 'elixir 1.18.4\nerlang 27.3\n',
      'test/cart_test.exs': '',
    },
    install: ['mix deps.get --check-locked'],
    test: `mix test "\${tests[@]}"`,
    actions: ['erlef/setup-beam'],
  },
  swift: {
    files: { 'Package.swift': '// swift-tools-version: 6.0\n', 'Tests/CartTests/CartTests.swift': '' },
    install: ['swift build --build-tests'],
    test: 'swift test',
    actions: [],
  },
  CMake: {
    files: { 'CMakeLists.txt': 'project(shop)\nenable_testing()\n' },
    install: ['cmake -S . -B build', 'cmake --build build --parallel'],
    test: 'ctest --test-dir build --output-on-failure --output-junit "$PWD/goat-results/ctest.xml"',
    actions: [],
  },
  'a workspace of npm': {
    files: {
      'package.json': '{"workspaces": ["packages/*"]}',
      'package-lock.json': '{}',
      'packages/a/package.json': vitest(),
      'packages/b/package.json': vitest(),
    },
    install: ['npm ci'],
    test: 'npm test --workspaces --if-present',
    actions: ['actions/setup-node'],
  },
  'a monorepo of two': {
    files: {
      'web/package.json': vitest(),
      'web/package-lock.json': '{}',
      'api/pyproject.toml': '[project]\nname = "api"\n[dependency-groups]\ndev = ["pytest"]\n',
      'api/uv.lock': '',
      'api/tests/test_api.py': '',
    },
    install: [
      'cd api',
      'uv sync --locked --group dev',
      'cd "$GITHUB_WORKSPACE"',
      'cd web',
      'npm ci',
      'cd "$GITHUB_WORKSPACE"',
    ],
    test: '(cd ./web && npm test -- --reporter=default --reporter=junit --outputFile.junit=../goat-results/web-vitest.xml) || status=$?',
    actions: ['actions/setup-python', 'astral-sh/setup-uv', 'actions/setup-node'],
  },
  'one package in a folder': {
    files: { 'README.md': '', 'app/package.json': vitest(), 'app/yarn.lock': '' },
    install: ['cd app', 'yarn install --frozen-lockfile', 'cd "$GITHUB_WORKSPACE"'],
    test: `yarn test --reporter=default --reporter=junit --outputFile.junit=../goat-results/app-vitest.xml "\${tests[@]}"`,
    actions: ['actions/setup-node'],
  },
};
