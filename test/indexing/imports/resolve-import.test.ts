import { describe, expect, test } from 'vitest';
import { repositoryFiles } from '../../../src/indexing/imports/repository-files.ts';
import { resolveImport } from '../../../src/indexing/imports/resolve-import.ts';

/** Of each language: the files of a repository, and for an import of one of them what it means. */
const samples: Readonly<
  Record<string, { files: string; imports: readonly (readonly [from: string, specifier: string, to: string])[] }>
> = {
  typescript: {
    files:
      'src/a.ts src/b/index.ts src/b/c.test.ts src/user.service.ts src/style.css package.json both.ts both.js ' +
      'packages/core/package.json packages/core/src/index.ts packages/core/src/deep.ts public/logo.svg',
    imports: [
      ['src/a.ts', './b', 'src/b/index.ts'],
      ['src/b/c.test.ts', '../a.js', 'src/a.ts'],
      ['src/b/c.test.ts', '..', ''],
      ['src/b/index.ts', '.', 'src/b/index.ts'],
      ['src/a.ts', './user.service', 'src/user.service.ts'],
      ['src/a.ts', './style.css?inline', 'src/style.css'],
      ['src/a.ts', '../both.js', 'both.js'],
      ['src/a.ts', '../both', 'both.ts'],
      ['src/b/c.test.ts', '@/a', 'src/a.ts'],
      ['src/b/c.test.ts', '~/a', 'src/a.ts'],
      ['src/b/c.test.ts', '#b/index', 'src/b/index.ts'],
      ['src/b/c.test.ts', 'src/a', 'src/a.ts'],
      ['src/a.ts', '/logo.svg', 'public/logo.svg'],
      ['src/a.ts', '@acme/core', 'packages/core/src/index.ts'],
      ['src/a.ts', '@acme/core/deep', 'packages/core/src/deep.ts'],
      ['src/a.ts', 'core', 'packages/core/src/index.ts'],
      ['src/a.ts', 'a', ''],
      ['src/a.ts', '@acme/a', ''],
      ['src/a.ts', '../../outside', ''],
      ['src/a.ts', './missing', ''],
    ],
  },
  svelte: { files: 'src/lib/a.ts src/routes/b.svelte', imports: [['src/routes/b.svelte', '$lib/a', 'src/lib/a.ts']] },
  html: {
    files: 'web/a.html web/src/b.ts',
    imports: [
      ['web/a.html', '/src/b.ts', 'web/src/b.ts'],
      ['web/a.html', './src/b.js', 'web/src/b.ts'],
    ],
  },
  python: {
    files:
      'src/flask/__init__.py src/flask/app.py src/flask/json/__init__.py src/flask/json/tag.py tests/test_a.py tests/helpers.py ' +
      'examples/x/src/shop/__init__.py examples/x/src/shop/db.py scripts/run.py scripts/util.py a/space/mod.py',
    imports: [
      ['src/flask/app.py', '.:json', 'src/flask/json/__init__.py'],
      ['src/flask/app.py', '.json.tag:Tag', 'src/flask/json/tag.py'],
      ['src/flask/json/tag.py', '..app:Flask', 'src/flask/app.py'],
      ['src/flask/json/tag.py', '..:Flask', 'src/flask/__init__.py'],
      ['src/flask/app.py', 'json', ''],
      ['src/flask/app.py', 'json:dumps', ''],
      ['tests/test_a.py', 'flask:Flask', 'src/flask/__init__.py'],
      ['tests/test_a.py', 'flask:app', 'src/flask/app.py'],
      ['tests/test_a.py', 'flask.json.tag:Tag', 'src/flask/json/tag.py'],
      ['tests/test_a.py', 'helpers', 'tests/helpers.py'],
      ['tests/test_a.py', 'util', ''],
      ['scripts/run.py', 'util', 'scripts/util.py'],
      ['scripts/run.py', 'shop.db:connect', 'examples/x/src/shop/db.py'],
      ['scripts/run.py', 'space.mod:x', 'a/space/mod.py'],
      ['src/flask/app.py', '....beyond', ''],
    ],
  },
  rust: {
    files:
      'Cargo.toml src/lib.rs src/a.rs src/a/b.rs src/c/mod.rs src/c/d.rs tests/it.rs tests/common/mod.rs ' +
      'crates/foo-bar/src/lib.rs crates/foo-bar/src/baz.rs src/bin/tool.rs src/block/e.rs',
    imports: [
      ['src/lib.rs', 'self::a', 'src/a.rs'],
      ['src/lib.rs', 'self::c', 'src/c/mod.rs'],
      ['src/a.rs', 'self::b', 'src/a/b.rs'],
      ['src/c/mod.rs', 'self::d', 'src/c/d.rs'],
      ['src/a/b.rs', 'crate::c::d::D', 'src/c/d.rs'],
      ['src/a/b.rs', 'crate::Root', 'src/lib.rs'],
      ['src/a/b.rs', 'super::A', 'src/a.rs'],
      ['src/a/b.rs', 'super::super::c::d', 'src/c/d.rs'],
      ['src/c/d.rs', 'super::C', 'src/c/mod.rs'],
      ['src/a.rs', 'foo_bar::baz::B', 'crates/foo-bar/src/baz.rs'],
      ['src/a.rs', 'foo_bar::B', 'crates/foo-bar/src/lib.rs'],
      ['tests/it.rs', 'self::common', 'tests/common/mod.rs'],
      ['tests/it.rs', 'common::setup', 'tests/common/mod.rs'],
      ['src/lib.rs', 'self::block::e', 'src/block/e.rs'],
      ['src/a.rs', 'crate::block::e::E', 'src/block/e.rs'],
      ['src/a.rs', 'std::a::b', ''],
      ['src/a.rs', 'serde::Serialize', ''],
    ],
  },
  java: {
    files:
      'm/src/main/java/a/b/C.java m/src/main/java/a/b/D.kt m/src/test/java/a/b/CTest.java n/src/main/java/a/b/C.java',
    imports: [
      ['m/src/test/java/a/b/CTest.java', 'a.b.C', 'm/src/main/java/a/b/C.java'],
      ['m/src/test/java/a/b/CTest.java', 'a.b.C.Inner.method', 'm/src/main/java/a/b/C.java'],
      ['m/src/test/java/a/b/CTest.java', 'a.b.C.*', 'm/src/main/java/a/b/C.java'],
      ['n/src/main/java/a/b/C.java', 'a.b.D', 'm/src/main/java/a/b/D.kt'],
      ['m/src/main/java/a/b/C.java', 'java.util.List', ''],
    ],
  },
  ruby: {
    files:
      'core/lib/shop/cart.rb core/lib/shop.rb core/test/test_helper.rb web/test/test_helper.rb web/test/cart_test.rb web/lib/json.rb web/bin/x.rb',
    imports: [
      ['web/test/cart_test.rb', 'shop/cart', 'core/lib/shop/cart.rb'],
      ['web/test/cart_test.rb', 'test_helper', 'web/test/test_helper.rb'],
      ['web/test/cart_test.rb', './test_helper', 'web/test/test_helper.rb'],
      ['core/lib/shop.rb', './shop/cart', 'core/lib/shop/cart.rb'],
      ['core/lib/shop.rb', 'cart', ''],
      ['core/lib/shop.rb', 'x', ''],
    ],
  },
  php: {
    files: 'src/Client.php src/Cookie/Jar.php tests/Server.php tests/x.php app/Models/User.php',
    imports: [
      ['tests/x.php', 'Acme\\Cookie\\Jar', 'src/Cookie/Jar.php'],
      ['tests/x.php', 'Acme\\Client', 'src/Client.php'],
      ['tests/x.php', 'Acme\\Psr7\\Client', ''],
      ['tests/x.php', 'Acme\\Tests\\Server', 'tests/Server.php'],
      ['tests/x.php', 'App\\Models\\User', 'app/Models/User.php'],
      ['tests/x.php', './Server.php', 'tests/Server.php'],
    ],
  },
  cpp: {
    files: 'include/fmt/format.h src/format.cc src/detail.h test/a.cc string.h',
    imports: [
      ['src/format.cc', 'fmt/format.h', 'include/fmt/format.h'],
      ['src/format.cc', '<fmt/format.h>', 'include/fmt/format.h'],
      ['src/format.cc', 'detail.h', 'src/detail.h'],
      ['test/a.cc', '../src/detail.h', 'src/detail.h'],
      ['test/a.cc', '<string.h>', ''],
    ],
  },
  csharp: {
    files: 'src/Acme/Internal/A.cs src/Acme/Internal/B.cs src/Acme/Features.cs src/Acme.Web/Pages/C.cs',
    imports: [
      ['src/Acme.Web/Pages/C.cs', 'Acme.Internal', 'src/Acme/Internal/A.cs src/Acme/Internal/B.cs'],
      ['src/Acme/Internal/A.cs', 'Acme.Web.Pages', 'src/Acme.Web/Pages/C.cs'],
      ['src/Acme/Internal/A.cs', 'Acme.Features', 'src/Acme/Features.cs'],
      ['src/Acme/Internal/A.cs', 'System.Text', ''],
      ['src/Acme/Internal/A.cs', 'Acme', ''],
    ],
  },
  dart: {
    files: 'lib/shop.dart lib/src/cart.dart test/cart_test.dart pkgs/http/lib/http.dart',
    imports: [
      ['test/cart_test.dart', 'package:shop/src/cart.dart', 'lib/src/cart.dart'],
      ['test/cart_test.dart', 'package:http/http.dart', 'pkgs/http/lib/http.dart'],
      ['lib/shop.dart', 'src/cart.dart', 'lib/src/cart.dart'],
      ['lib/shop.dart', 'dart:io', ''],
    ],
  },
  elixir: {
    files: 'lib/my_app/user_view.ex lib/my_app.ex lib/plug/html.ex test/my_app/user_view_test.exs',
    imports: [
      ['test/my_app/user_view_test.exs', 'MyApp.UserView', 'lib/my_app/user_view.ex'],
      ['test/my_app/user_view_test.exs', 'MyApp.UserView.Inner', 'lib/my_app/user_view.ex'],
      ['test/my_app/user_view_test.exs', 'MyApp', 'lib/my_app.ex'],
      ['lib/my_app.ex', 'Plug.HTML', 'lib/plug/html.ex'],
      ['lib/my_app.ex', 'Logger', ''],
    ],
  },
  haskell: {
    files: 'src/Data/Aeson.hs tests/Types.hs',
    imports: [
      ['tests/Types.hs', 'Data.Aeson', 'src/Data/Aeson.hs'],
      ['tests/Types.hs', 'Data.Text', ''],
    ],
  },
  ocaml: {
    files: 'cohttp/src/header.ml cohttp-lwt/src/header.ml cohttp-lwt/src/server.ml bin/main.ml',
    imports: [
      ['cohttp-lwt/src/server.ml', 'Header', 'cohttp-lwt/src/header.ml'],
      ['bin/main.ml', 'Cohttp.Header', 'cohttp/src/header.ml'],
      ['bin/main.ml', 'Cohttp_lwt.Header', 'cohttp-lwt/src/header.ml'],
      ['bin/main.ml', 'Server', 'cohttp-lwt/src/server.ml'],
      ['bin/main.ml', 'Header', ''],
    ],
  },
  rescript: {
    files: 'src/A.res src/b/C.res',
    imports: [
      ['src/A.res', 'C', 'src/b/C.res'],
      ['src/A.res', 'Js', ''],
    ],
  },
  lua: {
    files: 'lua/pl/init.lua lua/pl/path.lua',
    imports: [
      ['lua/pl/init.lua', 'pl/path', 'lua/pl/path.lua'],
      ['lua/pl/path.lua', 'pl', 'lua/pl/init.lua'],
    ],
  },
  zig: {
    files: 'src/a.zig src/b/c.zig',
    imports: [
      ['src/b/c.zig', '../a.zig', 'src/a.zig'],
      ['src/a.zig', 'std', ''],
    ],
  },
  solidity: {
    files: 'src/tokens/A.sol lib/ds/src/test.sol',
    imports: [
      ['lib/ds/src/test.sol', 'acme/tokens/A.sol', 'src/tokens/A.sol'],
      ['src/tokens/A.sol', './B.sol', ''],
    ],
  },
  r: { files: 'R/a.R tests/b.R', imports: [['tests/b.R', 'R/a.R', 'R/a.R']] },
  shell: {
    files: 'lib/a.sh bin/b.sh',
    imports: [
      ['bin/b.sh', '../lib/a.sh', 'lib/a.sh'],
      ['bin/b.sh', 'lib/a.sh', 'lib/a.sh'],
      ['bin/b.sh', 'a.sh', 'lib/a.sh'],
    ],
  },
  powershell: { files: 'src/A.ps1 tests/B.Tests.ps1', imports: [['tests/B.Tests.ps1', '../src/A.ps1', 'src/A.ps1']] },
  make: {
    files: 'Makefile mk/a.mk sub/Makefile',
    imports: [
      ['Makefile', 'mk/a.mk', 'mk/a.mk'],
      ['sub/Makefile', '../mk/a.mk', 'mk/a.mk'],
    ],
  },
  hcl: {
    files: 'main.tf modules/a/main.tf modules/a/outputs.tf README.md',
    imports: [
      ['main.tf', './modules/a', 'modules/a/main.tf modules/a/outputs.tf'],
      ['modules/a/main.tf', '../../', 'main.tf'],
      ['main.tf', 'acme/a/aws', ''],
    ],
  },
  elisp: { files: 'lisp/a.el test/b.el', imports: [['test/b.el', 'a', 'lisp/a.el']] },
  tlaplus: {
    files: 'x/A.tla x/B.tla y/Naturals.tla',
    imports: [
      ['x/A.tla', 'B', 'x/B.tla'],
      ['x/A.tla', 'Naturals', ''],
    ],
  },
  json: { files: 'a.json b.json', imports: [['a.json', './b.json', '']] },
};

describe.each(Object.entries(samples))('in %s', (language, { files, imports }) => {
  const repository = repositoryFiles(files.split(' '));

  test.each(imports)('%s imports %j from "%s"', (from, specifier, to) => {
    expect(resolveImport(language, from, specifier, repository)).toEqual(to.split(' ').filter((path) => path !== ''));
  });
});

describe('in Go', () => {
  const paths = [
    'go.mod',
    'main.go',
    'config/config.go',
    'config/config_test.go',
    'web/api/api.go',
    'tool/go.mod',
    'tool/gen/gen.go',
  ];
  const own = ['github.com/acme/shop/config', 'github.com/acme/shop/web/api', 'github.com/acme/tool/gen'];
  const files = repositoryFiles(paths, [...own, 'github.com/other/common/config', 'k8s.io/api']);
  const resolve = (specifier: string) => resolveImport('go', 'main.go', specifier, files);

  test('a package is its files, without tests', () => {
    expect(resolve('github.com/acme/shop/config')).toEqual(['config/config.go']);
    expect(resolve('github.com/acme/shop/web/api')).toEqual(['web/api/api.go']);
    expect(resolve('github.com/acme/shop')).toEqual(['main.go']);
  });

  test('a module in a folder is known by what imports it', () => {
    expect(resolve('github.com/acme/tool/gen')).toEqual(['tool/gen/gen.go']);
  });

  test("another module's package of the same name is not taken for the own one", () => {
    expect(resolve('github.com/other/common/config')).toEqual([]);
    expect(resolve('k8s.io/api')).toEqual([]);
  });
});
