package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page by axe-core with all its rules, at both widths, by day and by night: as it is, with its dialogs open, with an
 * error, and empty. A picture of each goes to {@code target/screenshots}, for somebody to look at.
 */
class AccessibleInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void pages_of_who_manages_cases_and_their_dialogs() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            story(gateway, chromium);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            assertThat(maria.card(People.CASE)).isVisible();
            assertThat(maria.page.locator(".stuck li").first()).isVisible();
            Pictures.take(maria, "today");
            maria.press("?");
            assertThat(maria.dialog()).containsText("Keyboard");
            Pictures.take(maria, "today-keys");
            maria.press("Escape", "j", "s");
            assertThat(maria.dialog()).containsText("Snooze until");
            Pictures.take(maria, "today-snooze");
            maria.press("Escape");
            maria.page.locator("time.exact").first().focus();
            Pictures.take(maria, "today-exact-time");
            assertThat(maria.page.getByRole(AriaRole.TOOLTIP)).isVisible();

            maria.go("#/cases");
            assertThat(maria.page.locator(".caseline").first()).isVisible();
            Pictures.take(maria, "cases");
            maria.page.getByLabel("Choose C-1001").check();
            maria.press("h");
            assertThat(maria.dialog()).containsText("Hand over");
            Pictures.take(maria, "cases-hand-over");
            maria.press("Escape");
            maria.go("#/cases?view=board");
            assertThat(maria.page.locator(".boardcard").first()).isVisible();
            Pictures.take(maria, "board");

            maria.go("#/case/" + People.CASE);
            assertThat(maria.heading("What happened")).isVisible();
            assertThat(maria.page.locator(".picture")).isVisible();
            maria.page.locator(".messages summary").first().click();
            Pictures.take(maria, "case");
            maria.page.getByText("Why?").first().click();
            assertThat(maria.page.locator(".facts")).isVisible();
            Pictures.take(maria, "case-why");
            maria.press("Escape", "m");
            assertThat(maria.dialog()).containsText("Ask or tell");
            Pictures.take(maria, "case-ask");
            maria.press("Escape", "n");
            assertThat(maria.dialog()).containsText("Note");
            Pictures.take(maria, "case-note");
            maria.press("Escape");

            maria.go("#/partners");
            assertThat(maria.page.locator("table.board")).isVisible();
            Pictures.take(maria, "partners");
            maria.page.locator("table.board button.number").first().click();
            assertThat(maria.page.locator(".behind li").first()).isVisible();
            Pictures.take(maria, "partners-behind");
        }
    }

    @Test
    void the_dialog_in_which_a_supervisor_hands_over_the_cases_of_another() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab sam = chromium.tab().signIn("sam").isLive("encrypted").go("#/cases");
            sam.button("Hand over all of…").click();
            assertThat(sam.dialog().getByLabel("Whose")).isFocused();
            Pictures.take(sam, "hand-over-all");
            sam.dialog().getByLabel("Whose").selectOption("maria");
            sam.dialog().getByLabel("To").selectOption("zoe");
            sam.button("Continue").click();
            assertThat(sam.button("Hand over 1 case")).isFocused();
            Pictures.take(sam, "hand-over-all-sure");
            sam.button("Hand over 1 case").click();
            assertThat(sam.toast("The case is with Zoe Zimmer.")).isVisible();
            sam.button("Hand over all of…").click();
            assertThat(sam.heading("Handed over by you")).isVisible();
            Pictures.take(sam, "hand-over-all-standing");
        }
    }

    @Test
    void pages_of_a_partner() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab rita = chromium.tab().signIn("rita", "Inbox");
            assertThat(rita.page.locator(".entry").first()).isVisible();
            Pictures.take(rita, "inbox");
            rita.page.getByText("On hold…").first().click();
            assertThat(rita.dialog()).containsText("Put on hold");
            Pictures.take(rita, "inbox-on-hold");
            rita.press("Escape");
            rita.go("#/case/" + People.CASE);
            assertThat(rita.heading("What happened")).isVisible();
            Pictures.take(rita, "case-partner");
            rita.go("#/partners");
            assertThat(rita.page.locator("table.board")).isVisible();
            Pictures.take(rita, "score");
        }
    }

    @Test
    void empty_pages_and_those_that_did_not_load() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            Tab stranger = chromium.tab().mayComplain("/console/session");
            stranger.page.navigate("/console");
            assertThat(stranger.heading("Sign in")).isVisible();
            Pictures.take(stranger, "sign-in");
            stranger.mayComplain("/v1/sessions");
            stranger.page.getByLabel("User name").fill("maria");
            stranger.page.getByLabel("Password").fill("wrong");
            stranger.button("Sign in").click();
            assertThat(stranger.page.locator(".fault")).containsText("do not belong together");
            Pictures.take(stranger, "sign-in-refused");

            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            Pictures.take(maria, "today-empty");
            maria.go("#/cases");
            assertThat(maria.heading("No cases yet")).isVisible();
            Pictures.take(maria, "cases-empty");
            maria.go("#/partners");
            assertThat(maria.heading("No requests in this time")).isVisible();
            Pictures.take(maria, "partners-empty");
            maria.mayComplain("404").mayComplain("503");
            maria.go("#/case/orphan-x/C-9");
            assertThat(maria.heading("No such case")).isVisible();
            Pictures.take(maria, "case-none");
            maria.page.route("**/console/cases**", AccessibleInBrowserTest::away);
            maria.page.route("**/v1/responsiveness**", AccessibleInBrowserTest::away);
            maria.page.route("**/v1/programs/**", AccessibleInBrowserTest::away);
            maria.go("#/cases");
            assertThat(maria.heading("The cases did not load")).isVisible();
            Pictures.take(maria, "cases-fault");
            maria.go("#/partners");
            assertThat(maria.heading("The figures did not load")).isVisible();
            Pictures.take(maria, "partners-fault");
            maria.go("#/case/orphan-x/C-1");
            assertThat(maria.heading("The case did not load")).isVisible();
            Pictures.take(maria, "case-fault");
            chromium.relay.toNobody();
            maria.mayComplain("WebSocket").mayComplain("ERR_");
            gateway.restart();
            maria.go("#/today");
            assertThat(maria.page.locator(".banner")).isVisible();
            Pictures.take(maria, "today-reconnecting");
            chromium.relay.to(gateway.port());

            Tab rita = chromium.tab().signIn("rita", "Inbox");
            assertThat(rita.heading("Nothing is open")).isVisible();
            Pictures.take(rita, "inbox-empty");
        }
    }

    private static void away(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(503)
                .setContentType("application/problem+json")
                .setBody("{\"detail\":\"The database is away; it is tried again.\"}"));
    }

    private static void story(TestGateway gateway, Chromium chromium) {
        People people = new People(gateway);
        people.hearOfNews();
        gateway.clocks.advanceBusiness(Duration.ofHours(30));
        people.report("evt-2", "prior-auth.denied");
        people.awaitAllOut();
        gateway.clocks.advanceBusiness(Duration.ofDays(9));
        gateway.restart();
        chromium.relay.to(gateway.port());
        Awaitility.await().until(() -> Sql.count(gateway, "case_standing where status = 'stalled'") == 1);
    }
}
