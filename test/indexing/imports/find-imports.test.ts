import { describe, expect, test } from 'vitest';
import { findImports } from '../../../src/indexing/imports/find-imports.ts';
import { parse } from '../../../src/syntax/parse.ts';

async function importsOf(language: string, source: string): Promise<string[] | undefined> {
  return parse(language, source, (root) => findImports(language, root));
}

/** Of each language: a source, and what it imports. */
const samples: readonly (readonly [language: string, source: string, imports: readonly string[]])[] = [
  [
    'typescript',
    `import a, { b } from './a.ts';
import type { T } from '#t';
import './side-effect.css';
import z = require('./z');
export * from './all';
export { c } from "./c";
export const d = 1;
const e = await import('./e');
const f = require(/* of old */ './f');
const g = import(\`./g\`);
const computed = [import(\`./\${e}\`), require(e), require('./a' + e)];
// import h from './comment';
const text = "import i from './string'";
import a2 from './a.ts';
`,
    ['./a.ts', '#t', './side-effect.css', './z', './all', './c', './e', './f', './g'],
  ],
  ['tsx', `import { A } from '@/a';\nexport const B = () => <A>from './x'</A>;\n`, ['@/a']],
  ['javascript', `const { a } = require('a');\nobject.require('./no');\n`, ['a']],
  [
    'css',
    `@import "a.css";\n@import url("b.css") screen;\n@import url(c.css);\n@import "https://x.org/d.css";\n`,
    ['./a.css', './b.css', './c.css'],
  ],
  [
    'html',
    `<link rel="stylesheet" href="a.css"><script src="/b.js"></script><script src="//cdn.org/c.js"></script><a href="d">d</a>`,
    ['./a.css', '/b.js'],
  ],
  ['vue', `<script src="./a.ts"></script>\n`, ['./a.ts']],
  [
    'python',
    `"""import docs"""
import a.b as c, d
from . import e
from ..f.g import (
    h,  # import nothing
    i as j,
)
from k import *
from __future__ import annotations
def l():
    import m
`,
    ['a.b', 'd', '.:e', '..f.g:h', '..f.g:i', 'k', 'm'],
  ],
  [
    'go',
    `package a\n\nimport "fmt"\nimport (\n\tx "github.com/a/b"\n\t_ "example.org/c"\n)\n`,
    ['github.com/a/b', 'example.org/c'],
  ],
  [
    'rust',
    `mod a;
pub mod block { mod deep; use super::f; use super::super::g; }
use crate::a::{self, b::C, d::*, e::{E1, E2 as E3}};
pub(crate) use foo_bar::baz;
use super::x as y;
extern crate old;
use {p, q::r};
`,
    [
      'self::a',
      'self::block::deep',
      'self::f',
      'super::g',
      'crate::a',
      'crate::a::b::C',
      'crate::a::d',
      'crate::a::e::E1',
      'crate::a::e::E2',
      'foo_bar::baz',
      'super::x',
      'old',
      'p',
      'q::r',
    ],
  ],
  ['java', `package x;\nimport a.b.C;\nimport static a.b.D.e;\nimport a.f.*; // all\n`, ['a.b.C', 'a.b.D.e', 'a.f.*']],
  ['kotlin', `package x\nimport a.b.C // why\nimport a.d.*\nimport a.E as F\n`, ['a.b.C', 'a.d.*', 'a.E']],
  [
    'scala',
    `package x\nimport a.b.C\nimport a.{D, E => F, _}\nimport g.h._, i.j\nimport k.*\nimport l.{M as N}\n`,
    ['a.b.C', 'a.D', 'a.E', 'a.*', 'g.h.*', 'i.j', 'k.*', 'l.M'],
  ],
  [
    'ruby',
    `require 'a/b'\nrequire_relative "c"\nautoload :D, 'd'\nload("e.rb")\nrequire "f#{1}"\nobject.require_it 'no'\n# require 'g'\n`,
    ['a/b', './c', 'd', 'e.rb'],
  ],
  [
    'php',
    `<?php
namespace N;
use A\\B\\C;
use A\\{D, E as F};
use function A\\f;
require __DIR__ . '/g.php';
include_once('h.php');
require $x . 'i.php';
$j = function () use ($x) { return 1; };
class K { use SomeTrait; }
`,
    ['A\\B\\C', 'A\\D', 'A\\E', 'A\\f', './g.php', './h.php'],
  ],
  ['c', `#include "a/b.h"\n#include <c.h>\n# include MACRO\n`, ['a/b.h', '<c.h>']],
  ['cpp', `#include "a.hpp"\n#include <vector>\n`, ['a.hpp', '<vector>']],
  ['objective-c', `#import "A.h"\n#import <F/B.h>\n@import Foundation;\n`, ['A.h', '<F/B.h>']],
  [
    'csharp',
    `using System.Text;\nusing static A.B;\nusing X = A.C;\nclass D { void M() { using var s = Open(); } }\n`,
    ['System.Text', 'A.B', 'A.C'],
  ],
  [
    'dart',
    `import 'package:a/b.dart' as c;\nexport 'src/d.dart';\npart 'e.g.dart';\n`,
    ['package:a/b.dart', 'src/d.dart', 'e.g.dart'],
  ],
  [
    'elixir',
    `defmodule X do\n  alias A.B\n  alias A.{C, D}\n  import E\n  use F.G, opt: 1\n  require Logger\nend\n`,
    ['A.B', 'A.C', 'A.D', 'E', 'F.G', 'Logger'],
  ],
  ['haskell', `module X where\nimport A.B\nimport qualified C.D as E (f)\n`, ['A.B', 'C.D']],
  ['ocaml', `open A\ninclude B.C\nmodule M = D\nlet f (x : E.t) = F.g x (* H.i *)\n`, ['A', 'B.C', 'D', 'E', 'F']],
  ['rescript', `open A\nmodule M = B\nlet x: C.t = D.e(1)\n`, ['A', 'B', 'C', 'D']],
  ['lua', `local a = require("a.b")\nlocal c = require 'c'\ndofile("d.lua")\n`, ['a/b', 'c', 'd.lua']],
  ['zig', `const std = @import("std");\nconst a = @import("a/b.zig");\n`, ['std', 'a/b.zig']],
  ['solidity', `import "./A.sol";\nimport {B} from "../B.sol";\n`, ['./A.sol', '../B.sol']],
  ['r', `source("a.R")\nsource(file.path("b"))\nlibrary(c)\n`, ['a.R']],
  [
    'shell',
    `source ./a.sh\n. lib/b.sh\nsource "$DIR/c.sh"\npip install .\n. "$(dirname "$0")/d.sh"\n`,
    ['./a.sh', 'lib/b.sh', 'c.sh', 'd.sh'],
  ],
  [
    'powershell',
    `. $PSScriptRoot/a.ps1\n. "$PSScriptRoot\\lib\\b.ps1"\nImport-Module ./c.psm1\nImport-Module Pester\n`,
    ['a.ps1', 'lib/b.ps1', './c.psm1'],
  ],
  ['make', `include a.mk b.mk\n-include $(DIR)/c.mk\n`, ['a.mk', 'b.mk', 'c.mk']],
  ['hcl', `module "a" {\n  source = "./a"\n}\nresource "b" "c" {\n  source = "d"\n}\n`, ['./a']],
  ['elisp', `(require 'a-b)\n(load "c")\n(eval-when-compile (require 'd))\n;; (require 'e)\n`, ['a-b', 'c', 'd']],
  ['tlaplus', `---- MODULE X ----\nEXTENDS Naturals, A\nB == INSTANCE C WITH d <- e\n====\n`, ['Naturals', 'A', 'C']],
];

describe('what a file imports', () => {
  test.each(samples)('in %s', async (language, source, imports) => {
    expect(new Set(await importsOf(language, source))).toEqual(new Set(imports));
  });

  test('is nothing in a language without imports', async () => {
    expect(await importsOf('json', '{"import": "./a"}')).toEqual([]);
  });

  test('is each named once, in order', async () => {
    expect(await importsOf('python', 'import b\nimport a\nimport b\n')).toEqual(['b', 'a']);
  });
});

test.each(['<?php require ', '<?php ('])('FAULT 59: 262,144 characters of %j import nothing', async (unit) => {
  expect((await importsOf('php', unit.repeat(262_144 / unit.length))) ?? []).toEqual([]);
});
