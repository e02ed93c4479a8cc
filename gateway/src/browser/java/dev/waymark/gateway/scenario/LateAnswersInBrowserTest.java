package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked for before, and comes after what was asked for since. */
class LateAnswersInBrowserTest {

    private static final String OTHER = "orphan-x/C-1002";

    @TempDir
    Path folder;

    @Test
    void cases_of_an_older_filter_do_not_replace_those_of_the_filter_that_is_chosen() {
        assertTheNewerFilterStands("#/cases", ".caseline", address -> address.contains("q=1002"));
    }

    @Test
    void a_column_of_an_older_filter_does_not_fill_the_board_of_the_filter_that_is_chosen() {
        assertTheNewerFilterStands("#/cases?view=board", ".boardcard", LateAnswersInBrowserTest::isColumnOfOther);
    }

    /** Another case is looked for before the answer about the first is there. */
    private void assertTheNewerFilterStands(String hash, String cases, Predicate<String> ofTheOlder) {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            enrolTwo(gateway);
            Tab maria = chromium.tab().signIn("maria").go(hash);
            Locator shown = maria.page.locator(cases);
            assertThat(shown).hasCount(2);
            HeldBack older = HeldBack.from(maria.page, ofTheOlder);
            maria.page.getByLabel("Find a case").fill("1002");
            older.await(1);
            maria.page.getByLabel("Find a case").fill("1001");
            assertThat(shown).hasCount(1);
            assertThat(shown).containsText("C-1001");

            older.arrive();
            assertThat(shown).hasCount(1);
            assertThat(shown).containsText("C-1001");
        }
    }

    @Test
    void a_column_of_a_board_that_was_left_does_not_fill_the_one_that_is_there() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            enrolTwo(gateway);
            Tab maria = chromium.tab().signIn("maria");
            HeldBack older = HeldBack.from(maria.page, LateAnswersInBrowserTest::isColumnOfOther);
            maria.go("#/cases?view=board&q=1002");
            older.await(1);
            maria.go("#/today").go("#/cases?view=board&q=1001");
            Locator shown = maria.page.locator(".boardcard");
            assertThat(shown).hasCount(1);

            older.arrive();
            assertThat(shown).hasCount(1);
            assertThat(shown).containsText("C-1001");
        }
    }

    @Test
    void a_case_that_was_left_before_it_was_read_asks_for_no_answer_on_the_page_that_is_there() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").go("#/case/" + People.CASE);
            maria.button("Ask or tell").click();
            maria.dialog().getByText("acme-hub Inc").click();
            maria.dialog().locator("textarea").fill("Who sends the chart notes?");
            maria.dialog().getByText("Send").click();
            assertThat(maria.page.locator(".said")).containsText("chart notes");
            String message = Sql.text(gateway, "select id from message");

            maria.go("#/today");
            HeldBack older = HeldBack.from(maria.page, address -> address.endsWith("/timeline"));
            maria.go("#/case/" + People.CASE + "?answer=" + message);
            older.await(1);
            maria.go("#/cases");
            assertThat(maria.heading("Cases")).isVisible();

            older.arrive();
            assertThat(maria.dialog()).hasCount(0);
        }
    }

    @Test
    void an_older_reading_of_a_case_does_not_take_back_what_happened_since() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            people.hearOfNews();
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted").go("#/case/" + People.CASE);
            Locator moments = maria.page.locator("li.moment");
            assertThat(moments).hasCount(1);
            String timeline = "/v1/programs/orphan-x/cases/C-1001/timeline";
            String before = (String) maria.page.evaluate("path => fetch(path).then(a => a.text())", timeline);

            HeldBack older = HeldBack.from(maria.page, address -> address.endsWith(timeline));
            maria.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            older.await(1);
            people.report("evt-2", "prior-auth.denied");
            assertThat(moments).hasCount(2);

            older.arriveAs(before);
            assertThat(moments).hasCount(2);
        }
    }

    @Test
    void figures_of_an_older_question_do_not_replace_those_of_the_question_that_is_asked() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            gateway.clocks.advanceBusiness(Duration.ofHours(30));
            Tab maria = chromium.tab().signIn("maria").go("#/partners");
            Locator rows = maria.page.locator("table.board tbody tr");
            assertThat(rows).hasCount(1);
            HeldBack older = HeldBack.from(maria.page, address -> address.contains("partner=rx-two"));
            maria.page.getByLabel("Partner").selectOption("rx-two");
            older.await(1);
            maria.page.waitForResponse(
                    "**/distribution**", () -> maria.page.getByLabel("Partner").selectOption(""));

            older.arrive();
            assertThat(rows).hasCount(1);
        }
    }

    @Test
    void all_of_an_inbox_does_not_replace_what_is_open_once_that_is_asked_for() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab rita = chromium.tab().signIn("rita", "Inbox");
            rita.button("Decline…").click();
            rita.dialog().locator("textarea").fill("Not ours");
            rita.dialog().locator("button[type=submit]").click();
            assertThat(rita.toast("Declined.")).isVisible();
            assertThat(rita.heading("Nothing is open")).isVisible();

            HeldBack older = HeldBack.from(rita.page, address -> address.contains("status=all"));
            rita.button("All").click();
            older.await(1);
            rita.button("Open").click();
            assertThat(rita.heading("Nothing is open")).isVisible();
            older.arrive();
            assertThat(rita.heading("Nothing is open")).isVisible();
        }
    }

    private static boolean isColumnOfOther(String address) {
        return address.contains("q=1002") && address.contains("limit=30");
    }

    private static void enrolTwo(TestGateway gateway) {
        gateway.enrol(People.CASE);
        gateway.hub.put(gateway, "/v1/programs/" + OTHER.replace("/", "/cases/"), Cases.withoutPeople());
    }
}
