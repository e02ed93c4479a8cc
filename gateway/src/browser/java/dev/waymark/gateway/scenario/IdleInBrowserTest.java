package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleInBrowserTest {

    private static final long MINUTE = 60_000;

    @TempDir
    Path folder;

    @Test
    void who_touches_nothing_is_warned_may_stay_and_else_is_signed_out_although_the_socket_is_open() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab().withRunningClock().signIn("maria").isLive("encrypted");
            maria.page.clock().runFor(27 * MINUTE);
            assertThat(maria.dialog()).hasCount(0);
            maria.page.clock().runFor(90_000);
            assertThat(maria.dialog()).containsText("Are you still there?");
            maria.button("Stay signed in").click();
            assertThat(maria.dialog()).hasCount(0);
            assertThat(maria.card(People.CASE)).isVisible();

            maria.page.clock().runFor(29 * MINUTE);
            // And no further than to the end: what is asked for then has seconds that would be over at once.
            while (maria.dialog().count() > 0) {
                maria.page.clock().runFor(1000);
            }
            assertThat(maria.heading("Sign in")).isVisible();
            assertThat(maria.page.locator(".notice")).containsText("nothing was touched");
            assertThat(maria.page.locator("body")).not().containsText("C-1001");
            Awaitility.await().until(() -> Sql.count(gateway, "session") == 0);
        }
    }
}
