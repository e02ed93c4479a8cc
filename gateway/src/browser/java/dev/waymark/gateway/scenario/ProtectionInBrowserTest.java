package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectionInBrowserTest {

    /** A key that anybody can make; RFC 7517, appendix A.1. */
    private static final JsonObject SOMEBODYS = new JsonObject("""
            {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""");

    @TempDir
    Path folder;

    @Test
    void a_session_that_was_made_for_another_key_is_not_believed_and_nothing_of_it_shows() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab().mayComplain("refused: it was made for another key");
            maria.page.routeWebSocket("**/v1/alerts", between -> {
                WebSocketRoute there = between.connectToServer();
                between.onMessage(frame -> there.send(
                        new JsonObject(frame.text()).put("key", SOMEBODYS).encode()));
            });
            maria.signIn("maria");
            assertThat(maria.page.locator(".pill")).hasText("Not trusted");
            assertThat(maria.page.locator(".banner")).containsText("could not show that it is the gateway");
            assertThat(maria.card(People.CASE)).hasCount(0);
        }
    }

    @Test
    void a_frame_that_was_changed_on_the_way_is_not_believed() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab().mayComplain("refused: a frame does not decrypt");
            maria.page.routeWebSocket("**/v1/alerts", between -> {
                WebSocketRoute there = between.connectToServer();
                there.onMessage(frame -> between.send(
                        frame.text().startsWith("{")
                                ? frame.text()
                                : frame.text().replaceAll(".{4}$", "AAAA")));
            });
            maria.signIn("maria");
            assertThat(maria.page.locator(".pill")).hasText("Not trusted");
            assertThat(maria.card(People.CASE)).hasCount(0);
        }
    }

    @Test
    void a_browser_that_cannot_check_the_signature_says_so() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab();
            maria.page.addInitScript("""
                    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
                    crypto.subtle.importKey = async (format, key, algorithm, ...rest) => {
                      if (algorithm === 'Ed25519') throw new DOMException('Unrecognized name', 'NotSupportedError');
                      return importKey(format, key, algorithm, ...rest);
                    };""");
            maria.signIn("maria").isLive("encrypted, unchecked");
            assertThat(maria.page.locator(".pill")).hasAttribute("title", Pattern.compile("no Ed25519"));
            assertThat(maria.card(People.CASE)).isVisible();
            maria.fits(390, 900);
        }
    }

    @Test
    void a_page_that_may_not_encrypt_says_so_and_works() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            new People(gateway).hearOfNews();
            Tab maria = chromium.tab();
            maria.page.addInitScript("Object.defineProperty(crypto, 'subtle', { value: undefined });");
            maria.signIn("maria").isLive("not encrypted");
            maria.button("Acknowledge").click();
            assertThat(maria.heading("Nothing waits for you")).isVisible();
            Assertions.assertThat(maria.heard).isNotEmpty().allMatch(text -> text.startsWith("{"));
            Assertions.assertThat(maria.said).first().asString().doesNotContain("key");
        }
    }
}
