package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void the_page_behind_the_link_works_in_spanish_and_without_scripts() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            people.hearOfNews();
            Tab ana = chromium.tab(new Browser.NewContextOptions().setJavaScriptEnabled(false));
            ana.page.navigate(people.linkInText(People.PATIENT));
            assertThat(ana.page.locator("html")).hasAttribute("lang", "es");
            assertThat(ana.page.locator("h1")).hasText("Care Team tiene novedades para usted");
            assertThat(ana.page.locator("body")).not().containsText("seguro");
            ana.page.getByRole(AriaRole.BUTTON).click();
            assertThat(ana.page.locator("body")).containsText("El seguro pidió más información");
            assertThat(ana.page.locator("body")).containsText("Ana Diaz");
            assertThat(ana.page.locator("a[href='tel:+18005550100']")).isVisible();
        }
    }
}
