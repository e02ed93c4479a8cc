package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoRoleInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void who_has_no_role_gets_no_page_but_the_way_out_and_an_operator_none_of_cases() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab nora = chromium.tab().signIn("nora", "Waymark did not open");
            assertThat(nora.page.getByText("You have no role")).isVisible();
            assertThat(nora.page.locator("nav")).hasCount(0);
            nora.button("Sign out").click();
            assertThat(nora.heading("Sign in")).isVisible();

            Tab oli = chromium.tab().signIn("oli", "Nothing to see here");
            assertThat(oli.page.locator(".tab")).hasCount(0);
            oli.go("#/case/" + People.CASE);
            assertThat(oli.heading("Nothing to see here")).isVisible();
            assertThat(oli.page.locator("body")).not().containsText("C-1001");
        }
    }
}
