/** Live streams: who follows what, how many at a time, and when to look again. What is told is the services'. */
package org.ordertracking.http.stream;
