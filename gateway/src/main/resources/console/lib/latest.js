/**
 * Of what a page asks for again and again, the answer to the latest question: one that comes late must not replace what
 * was asked for since, nor show on the page that came after. `next` gives whether its answer still counts; after `end`
 * none does.
 */
export function latest() {
  let run = 0;
  let over = false;
  return {
    next() {
      const mine = ++run;
      return () => mine === run && !over;
    },
    end() { over = true; },
  };
}
