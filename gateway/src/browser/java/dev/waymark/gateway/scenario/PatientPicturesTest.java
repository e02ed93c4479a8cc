package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into {@code target/screenshots}, for somebody to look at; nothing is wider than its window, and axe-core finds nothing. */
class PatientPicturesTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    @TempDir
    Path folder;

    @Test
    void the_patients_page_fits_a_phone_and_a_desk_by_day_and_by_night_and_everybody_can_read_it() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.PATIENT);
            Tab ana = chromium.tab(new Browser.NewContextOptions().setLocale("es-US"));
            ana.page.navigate(link);
            show(ana, "patient-before");
            ana.page.getByRole(AriaRole.BUTTON).click();
            assertThat(ana.page.locator("body")).containsText("Ana Diaz");
            show(ana, "patient");
        }
    }

    private static void show(Tab tab, String name) {
        for (int width : new int[] {390, 1440}) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                tab.fits(width, HEIGHT);
                tab.page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(
                                name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                Accessible.check(tab.page, name + " " + width + " " + scheme);
            }
        }
    }
}
