package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertInBrowserTest {

    private static final String JWE = "[\\w-]+\\.\\.[\\w-]{16}\\.[\\w-]+\\.[\\w-]{22}";
    private static final String TITLE = "Prior authorization: more information requested";

    @TempDir
    Path folder;

    @Test
    void a_signed_milestone_shows_at_once_over_an_encrypted_socket_and_one_click_tells_everybody_that_it_was_seen() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            Tab sam = chromium.tab().signIn("sam").isLive("encrypted");

            new People(gateway).report("evt-1", "prior-auth.info-requested");
            assertThat(maria.card(People.CASE)).containsText(TITLE);
            assertThat(maria.card(People.CASE)).containsText("Payer asks for chart notes");
            assertThat(maria.page).hasTitle("(1) Today · Waymark");
            assertThat(sam.card(People.CASE)).containsText(TITLE);

            maria.button("Acknowledge").click();
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            assertThat(maria.page).hasTitle("Today · Waymark");
            assertThat(sam.heading("Nothing waits for you")).isVisible();
            Locator done = sam.page.locator("details.done");
            done.locator("summary").click();
            assertThat(done).containsText(TITLE);
            assertThat(done).containsText("acknowledged by Maria Lopez");

            for (Tab tab : List.of(maria, sam)) {
                Assertions.assertThat(new JsonObject(tab.heard.get(0)).getString("session"))
                        .isNotEmpty();
                Assertions.assertThat(new JsonObject(tab.said.get(0))
                                .getJsonObject("key")
                                .fieldNames())
                        .containsExactlyInAnyOrder("kty", "crv", "x", "y");
                Assertions.assertThat(rest(tab.heard))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allMatch(text -> text.matches(JWE));
            }
            Assertions.assertThat(rest(maria.said)).isNotEmpty().allMatch(text -> text.matches(JWE));
        }
    }

    private static List<String> rest(List<String> frames) {
        return frames.subList(1, frames.size());
    }

    @Test
    void a_note_goes_on_the_record_with_the_acknowledgement() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted");
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            maria.button("Add note").click();
            maria.page.getByLabel("Note for the record").fill("I call the payer, ¡ahora!");
            maria.button("Acknowledge with note").click();
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            Assertions.assertThat(Sql.count(gateway, "alert where acknowledged_by = 'maria' and note is not null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void while_the_gateway_is_away_the_page_says_so_and_then_shows_what_came_meanwhile_once() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            People people = new People(gateway);
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab()
                    .mayComplain("WebSocket")
                    .mayComplain("ERR_")
                    .signIn("maria")
                    .isLive("encrypted");
            people.report("evt-1", "prior-auth.info-requested");
            assertThat(maria.card(People.CASE)).containsText(TITLE);

            chromium.relay.toNobody();
            gateway.restart();
            assertThat(maria.page.locator(".pill")).hasText("Reconnecting…");
            assertThat(maria.page.locator(".banner")).containsText("nothing is missed meanwhile");
            assertThat(maria.button("Acknowledge")).isDisabled();
            people.report("evt-2", "prior-auth.denied");
            people.awaitAllOut();

            chromium.relay.to(gateway.port());
            maria.isLive("encrypted");
            assertThat(maria.card(People.CASE)).containsText("Prior authorization: denied");
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(2);
            maria.button("Acknowledge").first().click();
            assertThat(maria.card(People.CASE).locator("li.alert")).hasCount(1);
        }
    }
}
