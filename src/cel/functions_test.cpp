// The standard functions, at the edges that the public suite leaves out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cel/example_internal.hpp"

namespace reeve::cel {
namespace {

using testing::HasSubstr;

TEST(Functions, strings_are_counted_in_characters) {
    EXPECT_EQ(outcome("size('h\\u00e9\\U0001f600')"), "3");
    EXPECT_EQ(outcome("'h\\u00e9llo'.substring(1, 3)"), "'él'");
    EXPECT_EQ(outcome("'h\\u00e9llo'.indexOf('l')"), "2");
    EXPECT_EQ(outcome("'h\\u00e9\\U0001f600'.reverse()"), "'😀éh'");
    EXPECT_EQ(outcome("'abc'.charAt(3)"), "''");
    EXPECT_EQ(outcome("'abc'.charAt(-1)"), "error: index out of range");
    EXPECT_EQ(outcome("'abcabc'.lastIndexOf('bc', 3)"), "1");
    EXPECT_EQ(outcome("''.indexOf('')"), "0");
}

TEST(Functions, replace_and_split) {
    EXPECT_EQ(outcome("'aXbXc'.replace('X', '--')"), "'a--b--c'");
    EXPECT_EQ(outcome("'aXbXc'.replace('X', '-', 1)"), "'a-bXc'");
    EXPECT_EQ(outcome("'aXbXc'.replace('X', '-', 0)"), "'aXbXc'");
    EXPECT_EQ(outcome("'aXbXc'.replace('X', '-', -1)"), "'a-b-c'");
    EXPECT_EQ(outcome("'h\\u00e9'.replace('', '-')"), "'-h-é-'");
    EXPECT_EQ(outcome("''.replace('', '-')"), "'-'");
    EXPECT_EQ(outcome("'aaa'.replace('aa', 'b')"), "'ba'");
    EXPECT_EQ(outcome("'a,b,,c'.split(',')"), "['a', 'b', '', 'c']");
    EXPECT_EQ(outcome("'a,b,c'.split(',', 2)"), "['a', 'b,c']");
    EXPECT_EQ(outcome("'a,b'.split(',', -1)"), "['a', 'b']");
    EXPECT_EQ(outcome("'h\\u00e9'.split('')"), "['h', 'é']");
    EXPECT_EQ(outcome("'abc'.split('', 2)"), "['a', 'bc']");
    EXPECT_EQ(outcome("''.split(',')"), "['']");
    EXPECT_EQ(outcome("''.split('')"), "[]");
    EXPECT_EQ(outcome("[].join(',') + ['a'].join(',') + ['a', 'b'].join(',')"), "'aa,b'");
    EXPECT_EQ(outcome("[dyn(1)].join()"), "error: no such overload: join(list)");
}

TEST(Functions, format_writes_each_kind) {
    EXPECT_EQ(outcome("'%s|%s|%s'.format([now, duration('90s'), type(1)])"),
              "'2014-01-20T08:00:00Z|90s|int'");
    EXPECT_EQ(outcome("'%.2e|%.0f|%e'.format([12345.678, 2.5, 1])"), "'1.23e+04|2|1.000000e+00'");
    EXPECT_EQ(outcome("'%x|%X|%o|%b'.format([-255, 'az', 8u, -5])"), "'-ff|617A|10|-101'");
    EXPECT_EQ(outcome("'%s'.format([{'b': [1], 'a': {}}])"), "'{a: {}, b: [1]}'");
    EXPECT_EQ(outcome("'%s'.format([])"), "error: format() has too few arguments");
    EXPECT_EQ(outcome("'%'.format([1])"), "error: a format ends in an unfinished clause");
    EXPECT_EQ(outcome("'%.101f'.format([1.0])"), "error: a format's precision is too large");
    EXPECT_EQ(outcome("'%d'.format([1.5])"), "error: a %d clause cannot write a value of type double");
    EXPECT_EQ(outcome("'%s'.format([record])"), "error: a %s clause cannot write a value of type record");
}

TEST(Functions, conversions_keep_to_their_range) {
    EXPECT_EQ(outcome("int('-9223372036854775808')"), "-9223372036854775808");
    EXPECT_EQ(outcome("int(string('9223372036854775808'))"), "error: this string is no int");
    EXPECT_EQ(outcome("int('+5') + int(uint('7')) + int(2.9) + int(-2.9)"), "12");
    EXPECT_EQ(outcome("int(dyn(1e19))"), "error: this double is out of range for int");
    EXPECT_EQ(outcome("int(dyn(0.0 / 0.0))"), "error: this double is out of range for int");
    EXPECT_EQ(outcome("uint(dyn(-0.5))"), "error: this double is out of range for uint");
    EXPECT_EQ(outcome("int(timestamp('1970-01-01T00:01:00Z'))"), "60");
    EXPECT_EQ(outcome("double('-Infinity') < double('nan') || double('1e2') == 100.0"), "true");
    EXPECT_EQ(outcome("string(1e300) + string(0.1) + string(2.0) + string(true)"), "'1e+3000.12true'");
    EXPECT_EQ(outcome("bytes(string(b'\\xc3\\xa9'))"), "b'\\xc3\\xa9'");
    EXPECT_THAT(outcome("int('')"), HasSubstr("refused"));
}

TEST(Functions, times_in_zones) {
    EXPECT_EQ(outcome("timestamp('2024-03-01T00:30:00Z').getDate('-01:00')"), "29");
    EXPECT_EQ(outcome("timestamp('2024-12-31T23:00:00Z').getDayOfYear()"), "365");
    EXPECT_EQ(outcome("timestamp('2024-12-31T23:00:00Z').getDayOfYear('02:00')"), "0");
    EXPECT_EQ(outcome("timestamp('0001-01-01T00:00:00Z').getFullYear()"), "1");
    EXPECT_EQ(outcome("timestamp('1969-12-31T23:59:59.25Z').getMilliseconds()"), "250");
    EXPECT_EQ(outcome("duration('-90m').getHours() + duration('1.5s').getMilliseconds()"), "499");
    EXPECT_EQ(outcome("now.getHours('+25:00')"), "error: unknown time zone");
    EXPECT_EQ(outcome("timestamp('9999-12-31T23:59:59Z') + duration('1s')"),
              "error: the time is outside the years 1 to 9999");
    EXPECT_EQ(
        outcome("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z') > duration('1s')"),
        "error: the result is out of range");
}

TEST(Functions, arithmetic_never_wraps) {
    EXPECT_EQ(outcome("-9223372036854775808 % -1"), outcome("-9223372036854775808 / -1"));
    EXPECT_EQ(outcome("-9223372036854775807 % -1"), "0");
    EXPECT_EQ(outcome("-9223372036854775808 / -1"), "error: the result is out of range");
    EXPECT_EQ(outcome("7 % -2 + -7 / 2"), "-2");
    EXPECT_EQ(outcome("1u - 2u"), "error: the result is out of range");
    EXPECT_EQ(outcome("5u % 0u"), "error: division by zero");
    EXPECT_EQ(outcome("1.0 / -0.0"), "-Infinity");
    EXPECT_EQ(outcome("dyn(1) + 1u"), "error: no such overload: _+_(int, uint)");
}

}  // namespace
}  // namespace reeve::cel
