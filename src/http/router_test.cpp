#include "http/router.hpp"

#include <gtest/gtest.h>

#include <array>

#include "http/http_date.hpp"

namespace reeve::http {
namespace {

TEST(Router, TakesThePathApart) {
    const Match found = match(Method::post, "/api/v1/records/EPTS-00001/acts/resolve");
    ASSERT_NE(found.route, nullptr);
    EXPECT_EQ(found.route->operation, "act_on_record");
    EXPECT_EQ(found.values, (std::vector<std::string>{"EPTS-00001", "resolve"}));
}

TEST(Router, DecodesValuesOnce) {
    const Match found = match(Method::get, "/api/v1/records/a%2Fb%2520");
    ASSERT_NE(found.route, nullptr);
    EXPECT_EQ(found.values.at(0), "a/b%20");
    EXPECT_EQ(match(Method::get, "/api/v1/records/%zz").route, nullptr);
    EXPECT_EQ(match(Method::get, "/api/v1/records/%ff").route, nullptr);
    EXPECT_EQ(match(Method::get, "/api/v1/records/%00").route, nullptr);
    EXPECT_EQ(match(Method::get, "/api/v1/records/%4").route, nullptr);
}

TEST(Router, SaysWhichMethodsAnAddressKnows) {
    const Match found = match(Method::del, "/api/v1/records");
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.others, (std::vector<Method>{Method::post, Method::get}));
    EXPECT_TRUE(match(Method::get, "/api/v1/nothing").others.empty());
    EXPECT_EQ(match(Method::head, "/api/v1/records").route->operation, "list_records");
}

TEST(Router, ReadsQueriesStrictly) {
    static constexpr std::array<std::string_view, 2> kAllowed{"state", "q"};
    const auto pairs = parse_query("state=in+work&q=caf%C3%A9", kAllowed);
    ASSERT_TRUE(pairs);
    EXPECT_EQ((*pairs)[0].second, "in work");
    EXPECT_EQ((*pairs)[1].second, "café");
    const auto unknown = parse_query("stat=x", kAllowed);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, RefusalKind::malformed);
    EXPECT_NE(unknown.error().detail.find("did you mean 'state'"), std::string::npos);
    EXPECT_FALSE(parse_query("q=1&q=2", kAllowed));
    EXPECT_FALSE(parse_query("q=%C3", kAllowed));
}

TEST(HttpDate, IsAsHttpHasIt) {
    EXPECT_EQ(http_date({784'111'777'000'000}), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date({0}), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace reeve::http
