package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TodayInBrowserTest {

    private static final int CASES = 10;

    @TempDir
    Path folder;

    @Test
    void what_is_only_to_be_known_stands_by_case_and_one_click_clears_a_case_or_all_of_them() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            for (int i = 0; i < CASES; i++) {
                news(gateway, "orphan-x/C-20%02d".formatted(i));
                new People(gateway).awaitAllOut();
            }
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            Locator rows = maria.page.locator("section li.news");
            assertThat(rows).hasCount(8);
            assertThat(rows.first()).containsText("C-2009");
            assertThat(rows.first()).containsText("1 earlier");

            maria.button("Show 2 more cases").click();
            assertThat(rows).hasCount(CASES);
            rows.first().locator("summary").click();
            assertThat(rows.first().locator("details")).hasAttribute("open", "");

            Locator first = maria.page.getByLabel(Pattern.compile("Got it: 2 about orphan-x/C-2009"));
            assertThat(first).hasText("Got it");
            first.click();
            assertThat(rows).hasCount(CASES - 1);
            assertThat(maria.page.getByText("Acknowledged since you opened this page (2)"))
                    .isVisible();

            maria.button("Got it, all 9 cases").click();
            assertThat(rows).hasCount(0);
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            assertThat(maria.page.getByText("Acknowledged since you opened this page (20)"))
                    .isVisible();
            maria.page.reload(new Page.ReloadOptions());
            maria.isLive("encrypted");
            assertThat(rows).hasCount(0);
            Assertions.assertThat(Sql.count(gateway, "alert where acknowledged_at is null"))
                    .isZero();
        }
    }

    private static void news(TestGateway gateway, String caseRef) {
        gateway.hub.put(gateway, "/v1/programs/" + caseRef.replace("/", "/cases/"), Cases.withoutPeople());
        for (String code : new String[] {"referral.received", "referral.triaged"}) {
            gateway.clocks.advance(Duration.ofMinutes(1));
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(caseRef + code, code, caseRef, gateway.clocks.business(), new JsonObject()));
        }
    }
}
