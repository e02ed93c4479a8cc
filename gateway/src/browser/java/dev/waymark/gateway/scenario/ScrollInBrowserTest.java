package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step of scrolling has the page do, in numbers that a busy machine does not change. */
class ScrollInBrowserTest {

    private static final int STEPS = 20;

    /** Maria manages the first 50, Zoe the other 5,000. */
    private static final String CASES = """
            insert into care_case (id, program, code, enrolled_at, updated_at, partners, roles, managers)
            select gen_random_uuid(), 'orphan-x', 'M-' || lpad(n::text, 5, '0'), now(), now(), '{acme-hub}', '{hub}',
                   case when n <= 50 then '{maria}'::text[] else '{zoe}' end
              from generate_series(1, 5050) n
            """;

    private static final String STANDINGS = """
            insert into case_standing (case_id, program, stage, status, status_since, waiting_role, waiting_partner,
                                       since, expected_by, updated_at)
            select id, program, 'coverage', 'on-track', now(), 'hub', 'acme-hub', now(), now() + interval '2 days', now()
              from care_case
            """;

    /** Each step is one row. Times that are kept up to date by themselves do not count. */
    private static final String SCROLL = """
            async ([start, steps]) => {
              const frame = () => new Promise(requestAnimationFrame);
              const rows = document.querySelector('.caserows');
              const count = {made: 0, most: 0, touched: 0, gone: 0, sorted: 0};
              const scrolled = async (to) => {
                const told = new Promise(done => addEventListener('scroll', done, {once: true}));
                scrollTo(0, to);
                await told; await frame(); await frame();
              };
              await scrolled(start - 58);
              await scrolled(start);
              const create = document.createElement;
              document.createElement = function (name) {
                if (name === 'li') count.made++;
                return create.call(this, name);
              };
              for (const name of ['sort', 'filter', 'map']) {
                const own = Array.prototype[name];
                Array.prototype[name] = function (...given) {
                  if (this.length >= 50) count.sorted++;
                  return own.apply(this, given);
                };
              }
              const all = {childList: true, subtree: true, attributes: true, characterData: true};
              const watch = new MutationObserver(list => list.forEach(one => {
                count.gone += one.removedNodes.length;
                if (one.target !== rows && !one.target.closest?.('time')) count.touched++;
              }));
              watch.observe(rows, all);
              for (let step = 0; step < steps; step++) {
                const before = count.made;
                await scrolled(start + (step + 1) * 58);
                count.most = Math.max(count.most, count.made - before);
              }
              watch.disconnect();
              return count;
            }""";

    @TempDir
    Path folder;

    @Test
    void a_step_makes_the_row_that_comes_and_touches_no_other_however_many_cases_there_are() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            Sql.execute(gateway.database, CASES);
            Sql.execute(gateway.database, STANDINGS);
            Map<?, ?> few = scrolled(chromium.tab().signIn("maria").go("#/cases"), 50, 900);
            Tab zoe = chromium.tab().signIn("zoe").go("#/cases");
            Map<?, ?> many = scrolled(zoe, 5_000, 900);
            Assertions.assertThat(many)
                    .isEqualTo(few)
                    .isEqualTo(Map.of("made", STEPS, "most", 1, "touched", 0, "gone", STEPS, "sorted", 0));

            zoe.page.evaluate("scrollTo(0, 151500)");
            assertThat(zoe.page.locator("[aria-posinset=\"2620\"] a")).isVisible();
            Assertions.assertThat(scrolled(zoe, 5_000, 151_500)).isEqualTo(few);
        }
    }

    private static Map<?, ?> scrolled(Tab tab, int all, int start) {
        Page page = tab.page;
        assertThat(page.locator(".caserow").first()).hasAttribute("aria-setsize", String.valueOf(all));
        page.bringToFront();
        return (Map<?, ?>) page.evaluate(SCROLL, List.of(start, STEPS));
    }
}
