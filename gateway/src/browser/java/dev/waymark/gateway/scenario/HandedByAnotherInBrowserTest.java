package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sam supervises; Maria is away, and Zoe stands in for her. */
class HandedByAnotherInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void a_supervisor_hands_all_cases_of_one_colleague_to_another_knowing_how_many_and_undoes_it() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            enrolTwo(gateway);
            Tab sam = chromium.tab().signIn("sam").go("#/cases");
            sam.button("Hand over all of…").click();
            sam.dialog().getByLabel("Whose").selectOption("maria");
            assertThat(sam.dialog().getByLabel("To").locator("option[value=maria]"))
                    .isDisabled();
            sam.dialog().getByLabel("To").selectOption("zoe");
            sam.button("Continue").click();
            assertThat(sam.dialog()).containsText("2 cases of Maria Lopez go to Zoe Zimmer, for good.");
            Assertions.assertThat(managers(gateway)).isEqualTo("{maria}");
            sam.button("Hand over 2 cases").click();
            assertThat(sam.toast("2 cases are with Zoe Zimmer.")).isVisible();
            Assertions.assertThat(managers(gateway)).isEqualTo("{zoe}");
            sam.press("u");
            assertThat(sam.toast("Taken back.")).isVisible();
            Assertions.assertThat(managers(gateway)).isEqualTo("{maria}");
        }
    }

    @Test
    void by_keys_alone_until_a_date_and_ended_before_it() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            enrolTwo(gateway);
            Tab sam = chromium.tab().signIn("sam").go("#/cases");
            assertThat(sam.page.locator(".caseline")).hasCount(2);
            sam.press("H");
            assertThat(sam.dialog().getByLabel("Whose")).isFocused();
            sam.page.keyboard().type("Maria");
            sam.press("Tab");
            sam.page.keyboard().type("Zoe");
            sam.dialog().getByLabel("Until").fill(aWeekLater(sam));
            sam.press("Enter");
            assertThat(sam.button("Hand over 2 cases")).isFocused();
            assertThat(sam.dialog()).containsText(Pattern.compile("go to Zoe Zimmer, until .*:"));
            sam.press("Enter");
            assertThat(sam.toast("2 cases are with Zoe Zimmer until")).isVisible();
            Assertions.assertThat(managers(gateway)).isEqualTo("{zoe}");

            sam.press("H");
            assertThat(sam.dialog()).containsText("2 cases of Maria Lopez with Zoe Zimmer");
            sam.page
                    .getByLabel("Take back: 2 cases of Maria Lopez with Zoe Zimmer")
                    .press("Enter");
            assertThat(sam.toast("Taken back.")).isVisible();
            assertThat(sam.dialog()).not().containsText("with Zoe Zimmer");
            assertThat(sam.dialog().getByLabel("Whose")).isFocused();
            Assertions.assertThat(managers(gateway)).isEqualTo("{maria}");
        }
    }

    @Test
    void who_only_manages_cases_hands_over_no_more_than_their_own() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            enrolTwo(gateway);
            Tab zoe = chromium.tab().signIn("zoe").go("#/cases");
            zoe.button("Hand over all mine").click();
            assertThat(zoe.dialog().getByLabel("Whose")).hasCount(0);
            zoe.dialog().getByLabel("To").selectOption("sam");
            zoe.button("Continue").click();
            assertThat(zoe.dialog()).containsText("You manage no case that Sam Stone could take.");
            zoe.button("Back").click();
            assertThat(zoe.dialog().getByLabel("To")).hasValue("sam");
            Assertions.assertThat(managers(gateway)).isEqualTo("{maria}");
        }
    }

    private static String aWeekLater(Tab tab) {
        return (String) tab.page.evaluate("new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 16)");
    }

    private static void enrolTwo(TestGateway gateway) {
        for (String code : new String[] {"C-1001", "C-1002"}) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/" + code, Cases.withoutPeople());
        }
    }

    private static String managers(TestGateway gateway) {
        return Sql.text(gateway, "select string_agg(distinct managers::text, ' ') from care_case");
    }
}
