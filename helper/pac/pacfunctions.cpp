// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/pac/pacengine.h"

namespace portico::helper {

namespace {

/**
 * The functions that a proxy script may call, after Netscape's "Proxy Auto-Config File Format"
 * (1996) and what browsers made of it: ranges that wrap around, IPv6 in the …Ex forms. __resolve
 * and __ownAddress are native.
 */
constexpr const char *kFunctions = R"JS(
function alert() {}
function isPlainHostName(host) { return host.indexOf('.') < 0; }
function dnsDomainIs(host, domain) {
  host = String(host).toLowerCase(); domain = String(domain).toLowerCase();
  return host.length >= domain.length && host.substring(host.length - domain.length) === domain;
}
function localHostOrDomainIs(host, hostdom) {
  return host === hostdom || hostdom.lastIndexOf(host + '.', 0) === 0;
}
function dnsDomainLevels(host) { return host.split('.').length - 1; }
function dnsResolve(host) { return __resolve(String(host), 4).split(';')[0] || null; }
function dnsResolveEx(host) { return __resolve(String(host), 0); }
function isResolvable(host) { return dnsResolve(host) !== null; }
function isResolvableEx(host) { return dnsResolveEx(host) !== ''; }
function myIpAddress() { return __ownAddress(4) || '127.0.0.1'; }
function myIpAddressEx() { return __ownAddress(0); }
function getClientVersion() { return '1.0'; }
function sortIpAddressList(list) { return list; }
function __ipv4(text) {
  var parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return null;
  var number = 0;
  for (var i = 1; i <= 4; ++i) {
    if (+parts[i] > 255) return null;
    number = (number << 8) | +parts[i];
  }
  return number;
}
function convert_addr(text) { return __ipv4(text) || 0; }
function isInNet(host, pattern, mask) {
  var address = __ipv4(host);
  if (address === null) address = __ipv4(dnsResolve(host) || '');
  var network = __ipv4(pattern), bits = __ipv4(mask);
  return address !== null && network !== null && bits !== null
      && (address & bits) === (network & bits);
}
function isInNetEx(host, prefix) { return __isInSubnet(String(host), String(prefix)); }
function shExpMatch(text, expression) {
  var pattern = String(expression).replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp('^' + pattern + '$').test(text);
}
function __arguments(list) {
  var values = Array.prototype.slice.call(list), isUtc = false;
  if (values.length > 0 && values[values.length - 1] === 'GMT') { values.pop(); isUtc = true; }
  var date = new Date();
  return { values: values, isUtc: isUtc, now: function(part) {
    return isUtc ? date['getUTC' + part]() : date['get' + part]();
  } };
}
function __isBetween(now, from, to) {
  return from <= to ? from <= now && now <= to : now >= from || now <= to;
}
function weekdayRange() {
  var names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'], given = __arguments(arguments);
  var from = names.indexOf(given.values[0]);
  var to = given.values.length > 1 ? names.indexOf(given.values[1]) : from;
  return from >= 0 && to >= 0 && __isBetween(given.now('Day'), from, to);
}
function timeRange() {
  var given = __arguments(arguments), v = given.values;
  var now = given.now('Hours') * 3600 + given.now('Minutes') * 60 + given.now('Seconds');
  if (v.length === 1) return given.now('Hours') === +v[0];
  if (v.length === 2) return __isBetween(given.now('Hours'), +v[0], +v[1]);
  if (v.length === 4)
    return __isBetween(now, v[0] * 3600 + v[1] * 60, v[2] * 3600 + v[3] * 60 + 59);
  if (v.length === 6)
    return __isBetween(now, v[0] * 3600 + v[1] * 60 + +v[2], v[3] * 3600 + v[4] * 60 + +v[5]);
  return false;
}
function dateRange() {
  var months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
  var given = __arguments(arguments), v = given.values;
  function read(part) {
    var date = { year: 0, month: 0, day: 0 };
    for (var i = 0; i < part.length; ++i) {
      if (months.indexOf(part[i]) >= 0) date.month = months.indexOf(part[i]) + 1;
      else if (part[i] > 31) date.year = +part[i];
      else date.day = +part[i];
    }
    return date;
  }
  var from = read(v.slice(0, Math.ceil(v.length / 2)));
  var to = v.length > 1 ? read(v.slice(v.length / 2)) : from;
  function key(date) {
    return (from.year ? date.year : 0) * 10000 + (from.month ? date.month : 0) * 100
        + (from.day ? date.day : 0);
  }
  var now = { year: given.now('FullYear'), month: given.now('Month') + 1, day: given.now('Date') };
  return v.length > 0 && __isBetween(key(now), key(from), key(to));
}
)JS";

} // namespace

const char *pacFunctions()
{
    return kFunctions;
}

} // namespace portico::helper
