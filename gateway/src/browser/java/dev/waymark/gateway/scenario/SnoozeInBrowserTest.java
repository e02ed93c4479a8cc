package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnoozeInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void what_is_put_aside_is_so_on_the_readers_other_device_and_comes_back_by_itself() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab desk = chromium.tab().signIn("maria").isLive("encrypted");
            desk.page.getByLabel("Snooze: ").click();
            desk.dialog().getByText("In an hour").click();
            assertThat(desk.heading("Nothing waits for you")).isVisible();
            assertThat(desk.page).hasTitle("Today · Waymark");

            Tab phone = chromium.tab().withRunningClock().signIn("maria").isLive("encrypted");
            assertThat(phone.heading("Nothing waits for you")).isVisible();
            assertThat(phone.page.getByText("Put aside (1)")).isVisible();
            Tab sam = chromium.tab().signIn("sam").isLive("encrypted");
            assertThat(sam.card(People.CASE)).isVisible();

            phone.page.evaluate("addEventListener('pointermove', () => {})");
            for (int minute = 0; minute < 62; minute += 20) {
                phone.page.mouse().move(10 + minute, 10);
                phone.page.clock().runFor(20 * 60_000L);
            }
            assertThat(phone.card(People.CASE)).isVisible();
            assertThat(phone.page).hasTitle("(1) Today · Waymark");
        }
    }
}
