/** What customers read. The words themselves are in {@code templates/}, a folder for each language. */
package org.ordertracking.notification.text;
