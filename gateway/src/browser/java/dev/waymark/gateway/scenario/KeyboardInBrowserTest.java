package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No mouse anywhere. */
class KeyboardInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void today_is_walked_acknowledged_put_aside_noted_and_opened_by_keys_alone() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            gateway.enrol(People.CASE);
            people.report("evt-1", "prior-auth.info-requested");
            people.report("evt-2", "prior-auth.denied");
            people.report("evt-3", "fulfillment.unreachable");
            people.awaitAllOut();
            Tab maria = signInByKeys(chromium);
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(3);

            maria.press("j");
            assertThat(maria.page.locator("li.alert").first()).isFocused();
            maria.press("j", "k", "a");
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(2);

            maria.press("s");
            assertThat(maria.dialog()).containsText("Snooze until");
            maria.press("Enter");
            assertThat(maria.toast("Put aside until")).isVisible();
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(1);
            assertThat(maria.page).hasTitle(Pattern.compile("^\\(1\\) Today"));
            maria.press("u");
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(2);

            maria.press("j", "n");
            maria.page.keyboard().type("I call the payer");
            maria.press("Tab", "Enter");
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(1);
            Assertions.assertThat(Sql.count(gateway, "alert where note is not null"))
                    .isEqualTo(1);

            maria.press("j", "o");
            assertThat(maria.heading("Conversation")).isVisible();
        }
    }

    @Test
    void a_case_is_found_read_asked_about_and_left_by_keys_alone() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = signInByKeys(chromium);
            maria.press("g", "c");
            assertThat(maria.heading("Cases")).isVisible();
            assertThat(maria.page.locator(".caseline")).hasCount(1);
            maria.press("/");
            maria.page.keyboard().type("1001");
            maria.page.locator("input[type=search]").blur();
            maria.press("j", "Enter");
            assertThat(maria.heading("Conversation")).isVisible();

            maria.press("m");
            assertThat(maria.dialog()).containsText("Ask or tell");
            maria.press("Space", "Tab", "Space", "Tab");
            maria.page.keyboard().type("Who sends the chart notes?");
            maria.press("Tab", "Tab", "Enter");
            assertThat(maria.toast("Sent to acme-hub Inc, rx-one Inc.")).isVisible();
            assertThat(maria.page.locator(".thread")).containsText("Who sends the chart notes?");

            maria.press("n");
            maria.page.keyboard().type("For the record");
            maria.press("Tab", "Enter");
            assertThat(maria.page.locator(".thread [data-note]")).containsText("For the record");

            maria.press("?");
            assertThat(maria.dialog()).containsText("Back to all cases");
            maria.press("Escape", "b");
            assertThat(maria.heading("Cases")).isVisible();
        }
    }

    private static Tab signInByKeys(Chromium chromium) {
        Tab maria = chromium.tab().mayComplain("/console/session");
        maria.page.navigate("/console");
        assertThat(maria.page.getByLabel("User name")).isFocused();
        maria.page.keyboard().type("maria");
        maria.press("Tab");
        maria.page.keyboard().type(Passwords.PLAIN);
        maria.press("Enter");
        return maria.isLive("encrypted");
    }
}
