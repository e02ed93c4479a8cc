package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnersInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void any_figure_of_the_score_shows_the_requests_behind_it_and_comes_as_csv() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            unanswered(gateway);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted").go("#/partners");
            Locator row = maria.page.locator("table.board tbody tr").first();
            assertThat(row).containsText("rx-one Inc");
            assertThat(row).containsText("0%");
            row.getByText("0 of 1").click();
            assertThat(maria.dialog()).containsText("Provide the information");
            assertThat(maria.dialog()).containsText("not answered");
            Assertions.assertThat(csv(maria, maria.dialog().getByText("CSV")))
                    .startsWith("task,case,")
                    .contains("provide-information");
            maria.dialog().getByText("C-1001").click();
            assertThat(maria.heading("What happened")).isVisible();

            maria.go("#/partners");
            assertThat(maria.heading("Week by week")).isVisible();
            maria.page.locator(".spread button").click();
            assertThat(maria.dialog()).containsText("Not answered");
            maria.press("Escape");
            Assertions.assertThat(csv(maria, maria.button("CSV")))
                    .startsWith("key,requested,due,")
                    .contains("rx-one,1,1");
        }
    }

    @Test
    void a_partner_sees_the_same_figures_of_its_own_and_nobody_elses() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            unanswered(gateway);
            Tab rita = chromium.tab().signIn("rita", "Inbox");
            rita.go("#/partners");
            assertThat(rita.heading("Your score")).isVisible();
            assertThat(rita.page.locator("table.board tbody tr")).hasCount(1);
            rita.page.locator("table.board").getByText("0 of 1").click();
            assertThat(rita.dialog()).containsText("C-1001");
        }
    }

    private static void unanswered(TestGateway gateway) {
        new People(gateway).hearOfNews();
        gateway.clocks.advanceBusiness(Duration.ofHours(30));
    }

    private static String csv(Tab tab, Locator button) {
        Download download = tab.page.waitForDownload(button::click);
        try {
            return Files.readString(download.path());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
