package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongInboxInBrowserTest {

    private static final int MANY = 3_137;
    private static final int SHOWN = 1_000;

    private static final String CASES = """
            insert into care_case (id, program, code, enrolled_at, updated_at, partners, roles)
            select gen_random_uuid(), 'orphan-x', 'N-' || lpad(n::text, 5, '0'), now(), now(),
                   '{acme-hub,rx-one}', '{hub,specialty_pharmacy}'
              from generate_series(1, %d) n
            """.formatted(MANY);

    private static final String MILESTONES = """
            insert into milestone (case_id, id, partner, event_id, code, occurred_at, effective_at, received_at, accepted_at)
            select id, gen_random_uuid(), 'acme-hub', code, 'referral.received', now(), now(), now(), now()
              from care_case
            """;

    private static final String NOTIFICATIONS = """
            insert into notification (case_id, id, milestone, purpose, recipient, channel, template, partner, sequence,
                                      state, reason, made_at)
            select c.id, gen_random_uuid(), m.id, 'told', 'partner/rx-one', 'inbox', 'milestone', 'rx-one',
                   substr(c.code, 3)::bigint, 'kept', 'sent', now()
              from care_case c join milestone m on m.case_id = c.id
            """;

    @TempDir
    Path folder;

    @Test
    void the_newest_of_an_inbox_of_thousands_stands_first_and_takes_few_questions_to_find() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            for (String rows : List.of(CASES, MILESTONES, NOTIFICATIONS)) {
                Sql.execute(gateway.database, rows);
            }
            Tab rita = chromium.tab().signIn("rita", "Inbox");
            Locator entries = rita.page.locator(".entry");
            assertThat(entries).hasCount(SHOWN);

            Set<String> asked = questions(rita.page);
            rita.button("All").click();
            assertThat(entries.first()).containsText("N-03137");
            assertThat(entries.nth(1)).containsText("N-03136");
            assertThat(rita.page.getByText("Only the newest are shown.")).isVisible();
            Assertions.assertThat(entries.count()).isBetween(SHOWN - 100, SHOWN);
            Assertions.assertThat(asked).isNotEmpty().hasSizeLessThan(15);
        }
    }

    /** Each once: the page asks anew by itself now and then. */
    private static Set<String> questions(Page page) {
        Set<String> asked = new HashSet<>();
        page.onRequest(request -> {
            if (request.url().contains("/v1/notifications?status=all")) {
                asked.add(request.url());
            }
        });
        return asked;
    }
}
