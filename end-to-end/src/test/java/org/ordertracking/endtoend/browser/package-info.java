/**
 * The pages in a real Chromium, as people and their tools see them: in light, in dark and on a phone.
 *
 * <p>A {@link org.ordertracking.endtoend.browser.Window} watches what its pages do; whatever they should not do fails the test,
 * although it did not look for it. Nothing sleeps: Playwright's assertions wait for what a page is to show.
 */
package org.ordertracking.endtoend.browser;
