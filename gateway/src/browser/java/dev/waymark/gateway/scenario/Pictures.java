package dev.waymark.gateway.scenario;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Pictures of a page as it stands, narrow and wide, light and dark, into {@code target/screenshots}. */
final class Pictures {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    private Pictures() {}

    /** Fails where a picture has a violation of accessibility, or something wider than the window. */
    static void take(Tab tab, String name) {
        for (int width : new int[] {390, 1440}) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String as = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                tab.fits(width, HEIGHT);
                tab.page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(as + ".png")));
                Accessible.check(tab.page, as);
            }
        }
    }
}
