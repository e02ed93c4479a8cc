/** The program: entry and composition root. Nobody imports from here. */
@NullMarked
package dev.waymark.gateway;

import org.jspecify.annotations.NullMarked;
