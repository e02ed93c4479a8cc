/** The edge: problem+json, limits, the server. Features bring their own handlers. */
@NullMarked
package dev.waymark.gateway.http;

import org.jspecify.annotations.NullMarked;
