package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is in New York. */
class AlertTimesInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void what_an_alert_says_of_times_is_on_the_readers_clock_and_tells_the_exact_instant() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"))
                    .signIn("maria")
                    .isLive("encrypted");
            Locator detail = maria.card(People.CASE).locator(".detail");
            assertThat(detail).containsText("Payer asks for chart notes");
            assertThat(detail).not().containsText(Pattern.compile("E[SD]T"));
            String due = Sql.text(gateway, """
                    select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from task""");
            String hour =
                    Sql.text(gateway, "select to_char(due_at at time zone 'Asia/Tokyo', 'FMHH12:MI AM') from task");
            Locator time = detail.locator("time[datetime='" + due + "']").first();
            assertThat(time).containsText(Pattern.compile(hour.replace(" ", "\\s")));

            time.hover();
            assertThat(maria.page.locator("#tip")).containsText(due);
            assertThat(maria.page.locator("#tip")).containsText(Pattern.compile("Japan|GMT\\+9"));
            maria.page.mouse().move(0, 0);
            assertThat(maria.page.locator("#tip")).isHidden();
            time.focus();
            assertThat(maria.page.locator("#tip")).containsText(due);
        }
    }
}
