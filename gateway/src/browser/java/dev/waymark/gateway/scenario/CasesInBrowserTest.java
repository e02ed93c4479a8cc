package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesInBrowserTest {

    private static final int MANY = 5_000;

    private static final String CASES = """
            insert into care_case (id, program, code, enrolled_at, updated_at, partners, roles, managers)
            select gen_random_uuid(), 'orphan-x', 'M-' || lpad(n::text, 5, '0'), now(), now(), '{acme-hub}', '{hub}', '{maria}'
              from generate_series(1, %d) n
            """.formatted(MANY);

    private static final String STANDINGS = """
            insert into case_standing (case_id, program, stage, status, status_since, waiting_role, waiting_partner,
                                       since, expected_by, updated_at)
            select id, program, 'coverage', case when code like '%7' then 'stalled' else 'on-track' end, now(), 'hub',
                   'acme-hub', now(), now() + interval '2 days', now()
              from care_case where code like 'M-%'
            """;

    @TempDir
    Path folder;

    @Test
    void thousands_of_cases_are_scrolled_searched_and_filtered_with_only_those_in_sight_on_the_page() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            Sql.execute(gateway.database, CASES);
            Sql.execute(gateway.database, STANDINGS);
            Tab maria = chromium.tab().signIn("maria").go("#/cases");
            assertThat(maria.page.locator(".caseline").first()).containsText("M-00007");
            Assertions.assertThat(maria.page.locator(".caserow").count()).isLessThan(60);

            maria.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
            assertThat(maria.page.getByText("M-05000")).isVisible();
            Assertions.assertThat(maria.page.locator(".caserow").count()).isLessThan(60);

            maria.page.evaluate("scrollTo(0, 0)");
            maria.page.getByLabel("Find a case").fill("m-01234");
            assertThat(maria.page.locator(".caseline")).hasCount(1);
            assertThat(maria.page).hasURL(Pattern.compile("q=m-01234"));
            maria.page.getByLabel("Find a case").fill("");
            maria.page.locator("[data-key=s-stalled]").click();
            assertThat(maria.page.locator("[data-key=s-stalled]")).containsText("500");
            assertThat(maria.page.locator(".caseline").nth(1)).containsText("M-00017");

            maria.button("Board").click();
            assertThat(maria.page.locator(".boardcard")).hasCount(30);
            assertThat(maria.button("470 more")).isVisible();
        }
    }

    @Test
    void a_case_is_handed_to_a_colleague_and_taken_back() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").go("#/cases");
            maria.page.getByLabel("Choose C-1001").check();
            maria.page.locator(".chosenbar").getByText("Hand over").click();
            maria.dialog().locator("select").selectOption("sam");
            maria.dialog().locator("button[type=submit]").click();
            assertThat(maria.toast("The case is with Sam Stone.")).isVisible();
            assertThat(maria.heading("No cases yet")).isVisible();
            Assertions.assertThat(managers(gateway)).isEqualTo("{sam}");
            maria.press("u");
            assertThat(maria.page.locator(".caseline")).hasCount(1);
            Assertions.assertThat(managers(gateway)).isEqualTo("{maria}");
        }
    }

    private static String managers(TestGateway gateway) {
        return Sql.text(gateway, "select managers::text from care_case where code = 'C-1001'");
    }
}
