package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;

/** One page that somebody looks at, with everything that it asked, said and complained of. */
final class Tab {

    /** The page hears of its new address only after whoever set it has gone on. */
    private static final String GO = """
            hash => new Promise(there => {
              addEventListener('hashchange', there, {once: true});
              location.hash = hash;
            })""";

    /** What was done shows, and can be undone, for seven seconds: on a busy machine the next step comes later. */
    private static final String UNHURRIED = """
            {
              const own = setTimeout;
              globalThis.setTimeout = (run, millis, ...given) => own(run, millis === 7000 ? 30000 : millis, ...given);
            }""";

    final Page page;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private final Date now;

    Tab(BrowserContext context, Instant now, double patience) {
        context.setDefaultTimeout(patience);
        page = context.newPage();
        this.now = Date.from(now);
        page.clock().setFixedTime(this.now);
        page.addInitScript(UNHURRIED);
        page.onConsoleMessage(this::note);
        page.onPageError(error -> complaints.add("page: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(TestGateway.PUBLIC + "/")
                    && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        page.onWebSocket(socket -> {
            socket.onFrameReceived(frame -> heard.add(frame.text()));
            socket.onFrameSent(frame -> said.add(frame.text()));
        });
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " (" + message.location() + ")");
        }
    }

    /** Its clock goes on, and can be wound: else it stands at the gateway's time. */
    Tab withRunningClock() {
        page.clock().install(new com.microsoft.playwright.Clock.InstallOptions().setTime(now));
        return this;
    }

    /** A complaint with these words is part of what the test does. */
    Tab mayComplain(String words) {
        expected.add(words);
        return this;
    }

    Tab signIn(String user) {
        return signIn(user, "Today");
    }

    /** To the page that this user lands on. */
    Tab signIn(String user, String landing) {
        mayComplain("/console/session");
        page.navigate("/console");
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(Passwords.PLAIN);
        button("Sign in").click();
        assertThat(heading(landing)).isVisible();
        return this;
    }

    Tab isLive(String protection) {
        assertThat(page.locator(".pill")).hasText("Live · " + protection);
        return this;
    }

    /** To another page of the console, until nothing of the one before is there. */
    Tab go(String hash) {
        page.evaluate(GO, hash);
        return this;
    }

    /** Keys, one after the other, as a hand presses them. */
    Tab press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    Locator dialog() {
        return page.locator("dialog[open]");
    }

    Locator toast(String words) {
        return page.locator(".toast", new Page.LocatorOptions().setHasText(words));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator card(String caseRef) {
        return page.getByLabel("Case " + caseRef, new Page.GetByLabelOptions().setExact(true));
    }

    /** Nothing is wider than the window. */
    void fits(int width, int height) {
        page.setViewportSize(width, height);
        Assertions.assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(page.url() + " at " + width)
                .isTrue();
    }

    void isClean() {
        Assertions.assertThat(elsewhere).as("requests elsewhere").isEmpty();
        Assertions.assertThat(complaints).as("the browser's console").allMatch(complaint -> expected.stream()
                .anyMatch(complaint::contains));
    }
}
