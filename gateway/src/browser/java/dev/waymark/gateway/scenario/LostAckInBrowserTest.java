package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostAckInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void an_acknowledgement_that_was_lost_with_its_connection_is_said_again_on_the_next() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab()
                    .mayComplain("WebSocket")
                    .mayComplain("ERR_")
                    .signIn("maria")
                    .isLive("encrypted");

            chromium.relay.loseWhatIsSaid();
            int said = maria.said.size();
            maria.button("Acknowledge").click();
            assertThat(maria.button("Acknowledging…")).isDisabled();
            maria.page.waitForCondition(() -> maria.said.size() > said && chromium.relay.hasLost());
            Assertions.assertThat(acknowledged(gateway)).isZero();

            chromium.relay.breakOff();
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            Assertions.assertThat(acknowledged(gateway)).isEqualTo(1);
            assertThat(maria.page.getByText("Acknowledged since you opened this page (1)"))
                    .isVisible();
        }
    }

    private static long acknowledged(TestGateway gateway) {
        return Sql.count(gateway, "alert where acknowledged_by = 'maria'");
    }
}
