package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into {@code target/screenshots}, for somebody to look at; nothing is wider than its window, and axe-core finds nothing. */
class PatientPicturesTest {

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
            Pictures.take(ana, "patient-before");
            ana.page.getByRole(AriaRole.BUTTON).click();
            assertThat(ana.page.locator("body")).containsText("Ana Diaz");
            Pictures.take(ana, "patient");
        }
    }
}
