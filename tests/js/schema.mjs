// The part of JSON Schema that docs/protocol.schema.json uses, and the messages that the Python tests read too.
import { readFileSync, readdirSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const schema = read("docs/protocol.schema.json");

/** Every example file under tests/messages: {direction, type, valid, invalid}. */
export const examples = readdirSync(new URL("tests/messages/", root)).map((name) => read(`tests/messages/${name}`));

/** The messages of one kind. */
export function examplesOf(direction, type) {
  const found = examples.find((file) => file.direction === direction && file.type === type);
  if (!found) throw new Error(`no examples of ${direction} ${type}`);
  return found;
}

const KINDS = {
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  null: (value) => value === null,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};
const RULES = {
  $ref: (name, value) => fits(schema.$defs[name.replace("#/$defs/", "")], value),
  type: (kinds, value) => [kinds].flat().some((kind) => KINDS[kind](value)),
  const: (expected, value) => expected === value,
  enum: (allowed, value) => allowed.includes(value),
  pattern: (pattern, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: (least, value) => typeof value !== "string" || [...value].length >= least,
  maxLength: (most, value) => typeof value !== "string" || [...value].length <= most,
  minimum: (least, value) => typeof value !== "number" || value >= least,
  maximum: (most, value) => typeof value !== "number" || value <= most,
  minItems: (least, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most, value) => !Array.isArray(value) || value.length <= most,
  items: (each, value) => !Array.isArray(value) || value.every((item) => fits(each, item)),
  required: (names, value) => !KINDS.object(value) || names.every((name) => name in value),
  properties: (each, value) => !KINDS.object(value) || Object.keys(each).every((name) => !(name in value) || fits(each[name], value[name])),
  oneOf: (all, value) => all.filter((one) => fits(one, value)).length === 1,
  description: () => true,
};

function fits(part, value) {
  return Object.entries(part).every(([rule, wanted]) => {
    if (!RULES[rule]) throw new Error(`docs/protocol.schema.json uses ${rule}, which this test does not know`);
    return RULES[rule](wanted, value);
  });
}

/** Does a message fit the definition of this name, as "client-to-agent.check"? */
export const fitsSchema = (name, message) => fits(schema.$defs[name], JSON.parse(JSON.stringify(message)));

/** The definition that the examples of one file are held to. */
export const definitionOf = (direction, type) => (`${direction}.${type}` in schema.$defs ? `${direction}.${type}` : direction);
