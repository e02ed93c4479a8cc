package dev.waymark.gateway.scenario;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser that finds the gateway under its public name, wherever it listens. */
final class Chromium implements AutoCloseable {

    /** A busy machine of two cores is slow to show things; some pages look again by themselves after a minute. */
    private static final double PATIENCE = 90_000;

    private static final Path EXECUTABLE =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private static final List<String> ALONE = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    final Relay relay;

    private final TestGateway gateway;
    private final Playwright playwright;
    private final Browser browser;
    private final List<Tab> tabs = new ArrayList<>();

    Chromium(TestGateway gateway) {
        this.gateway = gateway;
        relay = new Relay(gateway.vertx);
        relay.to(gateway.port());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> arguments = new ArrayList<>(ALONE);
        arguments.add("--host-resolver-rules=MAP localhost:8080 127.0.0.1:" + relay.port());
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(arguments));
    }

    /** A window of somebody's own: nothing is shared with the others. */
    Tab tab() {
        return tab(new Browser.NewContextOptions());
    }

    Tab tab(Browser.NewContextOptions options) {
        Tab tab = new Tab(
                browser.newContext(options.setBaseURL(TestGateway.PUBLIC)), gateway.clocks.business(), PATIENCE);
        tabs.add(tab);
        return tab;
    }

    /** With what every page must hold: no fault in its console, no request elsewhere. */
    @Override
    public void close() {
        try {
            tabs.forEach(Tab::isClean);
        } finally {
            playwright.close();
        }
    }
}
