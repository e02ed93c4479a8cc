/** The story, its pace and its people, without a gateway. */
@NullMarked
package dev.waymark.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
