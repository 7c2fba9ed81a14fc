// Every kind of page, and where each paper has one. The judges of pages, the measures and the pictures in
// the documentation all go by this list; `broadsheet` and `wire` are addresses of the demo newspaper.

/** A kind that the theme wire has too, at the same address, and the Arabic paper, unless it says otherwise. */
const everywhere = (name, address, arabic) => ({ name, broadsheet: address, wire: address, arabic, "arabic wire": arabic });
/** A kind that wire leaves out. */
const broadsheet = (name, address, arabic) => ({ name, broadsheet: address, arabic });

export const KINDS = [
  everywhere("front", "/", "/"),
  everywhere("story", "/2026/11/clock-set-right/", "/2026/11/bridge/"),
  // Players, quotes, a timeline, a call-out, a footnote and a table or a picture within the text.
  everywhere("long-story", "/2026/10/crane-lifts-again/", "/2026/11/fog/"),
  everywhere("story-with-table", "/2026/05/sixty-jobs-by-the-numbers/"),
  everywhere("story-with-gallery", "/2026/07/three-young-ospreys/"),
  everywhere("story-with-embed", "/2026/04/osprey-on-the-crane/"),
  everywhere("corrected-story", "/2026/03/city-hall-clock/"),
  everywhere("german-story", "/de/2026/04/osprey-on-the-crane/"),
  everywhere("stories", "/stories/", "/stories/"),
  everywhere("person", "/players/ida-sund/", "/players/ida-sund/"),
  everywhere("organization", "/players/grady-packing/", "/players/harbor-board/"),
  everywhere("players", "/players/", "/players/"),
  everywhere("quotes", "/quotes/", "/quotes/"),
  broadsheet("quotes-of-speaker", "/quotes/speakers/ida-sund/", "/quotes/speakers/ida-sund/"),
  broadsheet("quotes-on-topic", "/quotes/topics/schools/", "/quotes/topics/harbor/"),
  broadsheet("quotes-of-year", "/quotes/years/2026/", "/quotes/years/2026/"),
  broadsheet("speakers", "/quotes/speakers/", "/quotes/speakers/"),
  broadsheet("quote", "/quotes/barwick-last-lift/", "/quotes/sund-bridge/"),
  broadsheet("embed", "/quotes/barwick-last-lift/embed/", "/quotes/sund-bridge/embed/"),
  everywhere("topic", "/topics/harbor/", "/topics/harbor/"),
  everywhere("topics", "/topics/", "/topics/"),
  everywhere("author", "/authors/nora-quill/", "/authors/lena-brandt/"),
  everywhere("place", "/places/old-quay/", "/places/quay/"),
  broadsheet("source", "/sources/harborradio.example/", "/sources/harborradio.example/"),
  broadsheet("sources", "/sources/", "/sources/"),
  broadsheet("year", "/2026/", "/2026/"),
  broadsheet("month", "/2026/11/", "/2026/11/"),
  everywhere("corrections", "/corrections/", "/corrections/"),
  everywhere("free-page", "/about/", "/about/"),
  broadsheet("search", "/search/", "/search/"),
  everywhere("not-found", "/404.html", "/404.html"),
];

/** The address of a kind of page in a paper. */
export function addressOf(name, paper) {
  const kind = KINDS.find((kind) => kind.name === name);
  if (!kind?.[paper]) throw new Error(`${paper} has no page of the kind ${name}`);
  return kind[paper];
}
