// @ts-check
/**
 * Who a newcomer can be on the local page, and sentences to try. The people are those of the bundled rulebook's own examples.
 */

const EMPLOYEE = {
  platform: "x", surface: "post", jurisdiction: "us-federal", agency: "SSA", author_role: "employee",
  handle: "@dreyes_mke", display_name: "Dana Reyes", bio: "Claims specialist at the Social Security Administration. Milwaukee.",
};

/**
 * `title` and `about` are keys of _locales; `context` is what the agent is told about who writes.
 * @type {readonly {title: string, about: string, context: Record<string, unknown> & {handle: string, display_name: string}}[]}
 */
export const CAST = [
  { title: "page_off_duty", about: "page_off_duty_about", context: { ...EMPLOYEE, on_duty: false, device: "own" } },
  { title: "page_on_duty", about: "page_on_duty_about", context: { ...EMPLOYEE, on_duty: true, device: "work" } },
  {
    title: "page_official", about: "page_official_about",
    context: {
      platform: "x", surface: "post", jurisdiction: "us-federal", agency: "SSA", author_role: "authorised-poster", on_duty: true,
      handle: "@SocialSecurity", display_name: "Social Security", bio: "Official account of the Social Security Administration.",
    },
  },
];

/** Posts, so in the language of the rulebook and not of the page. The number was never anybody's. */
export const SAMPLES = [
  "Proud to help people get SSI every day.",
  "They ask for everything: 078-05-1120, then my phone, 202-555-0142.",
  "Rain all morning, so we read on the porch.",
];

/** @param {string} name */
export const initialsOf = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("");
