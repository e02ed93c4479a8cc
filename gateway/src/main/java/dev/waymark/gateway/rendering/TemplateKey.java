package dev.waymark.gateway.rendering;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a template stands: {@code <audience>/<language>/<channel>/<name>.mustache}. */
record TemplateKey(Audience audience, String language, Medium medium, String name) {

    private static final Pattern PATH = Pattern.compile(
            "([a-z]+)/([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)/([a-z-]+)/([a-z0-9-]{1,64}(?:\\.[a-z0-9-]{1,40})?)\\.mustache");

    TemplateKey {
        language = language.toLowerCase(Locale.ROOT);
    }

    /** Empty where {@code path} is not of that form. */
    static Optional<TemplateKey> ofPath(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Audience> audience = Audience.ofFolder(parts.group(1));
        Optional<Medium> medium = Medium.ofFolder(parts.group(3));
        return audience.isPresent() && medium.isPresent()
                ? Optional.of(new TemplateKey(audience.get(), parts.group(2), medium.get(), parts.group(4)))
                : Optional.empty();
    }
}
