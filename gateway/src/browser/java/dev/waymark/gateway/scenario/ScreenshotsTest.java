package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into {@code target/screenshots}, for somebody to look at; that nothing is wider than its window is checked here. */
class ScreenshotsTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    @TempDir
    Path folder;

    @Test
    void every_page_fits_a_phone_and_a_desk_by_day_and_by_night() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            story(gateway, people);
            String link = people.linkInText(People.PATIENT);

            Tab stranger = chromium.tab().mayComplain("/console/session");
            stranger.page.navigate("/console");
            assertThat(stranger.heading("Sign in")).isVisible();
            show(stranger, "sign-in");

            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            assertThat(maria.card(People.CASE)).isVisible();
            show(maria, "today");
            maria.page.navigate("/console#/cases");
            assertThat(maria.page.getByText("C-1004").first()).isVisible();
            show(maria, "cases");
            maria.page.navigate("/console#/case/" + People.CASE);
            assertThat(maria.heading("What happened")).isVisible();
            show(maria, "case");
            maria.page.navigate("/console#/partners");
            assertThat(maria.heading("Scoreboard")).isVisible();
            assertThat(maria.page.locator(".ghost")).hasCount(0);
            show(maria, "scoreboard");

            Tab ana = chromium.tab(new Browser.NewContextOptions().setLocale("es-US"));
            ana.page.navigate(link);
            show(ana, "patient-before");
            ana.page.getByRole(AriaRole.BUTTON).click();
            assertThat(ana.page.locator("body")).containsText("Ana Diaz");
            show(ana, "patient");
        }
    }

    private static void story(TestGateway gateway, People people) {
        people.hearOfNews();
        int event = 10;
        for (String code : List.of("C-1002", "C-1003", "C-1004")) {
            String caseRef = "orphan-x/" + code;
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/" + code, Cases.withoutPeople());
            for (String milestone : List.of("referral.received", "prior-auth.submitted", "prior-auth.denied")) {
                gateway.clocks.advance(Duration.ofMinutes(7));
                gateway.hub.milestone(
                        gateway,
                        gateway.hub.event(
                                "evt-" + event++,
                                milestone,
                                caseRef,
                                gateway.clocks.business(),
                                new JsonObject().put("note", "Letter of " + code + " came by fax")));
            }
        }
        people.awaitAllOut();
    }

    private static void show(Tab tab, String name) {
        for (int width : new int[] {390, 1440}) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                tab.fits(width, HEIGHT);
                tab.page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(
                                name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
            }
        }
    }
}
