#include "page/page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/sha256.hpp"

namespace reeve {
namespace {

TEST(Page, has_its_entry) {
    const PageFile* index = find_page_file("/index.html");
    ASSERT_NE(index, nullptr);
    EXPECT_EQ(index->content_type, "text/html; charset=utf-8");
    EXPECT_NE(index->identity.find("<!doctype html>"), std::string_view::npos);
    EXPECT_EQ(find_page_file("/index"), nullptr);
    EXPECT_EQ(find_page_file("/zzz"), nullptr);
}

TEST(Page, holds_every_script_and_style_that_the_entry_names) {
    const std::string_view html = find_page_file("/index.html")->identity;
    int named = 0;
    for (std::size_t at = html.find("\"/assets/"); at != std::string_view::npos;
         at = html.find("\"/assets/", at + 1)) {
        const std::string_view path = html.substr(at + 1, html.find('"', at + 1) - at - 1);
        EXPECT_NE(find_page_file(path), nullptr) << path;
        ++named;
    }
    EXPECT_GE(named, 1);
}

TEST(Page, is_sorted_and_each_file_has_type_and_etag) {
    const auto files = page_files();
    EXPECT_TRUE(std::ranges::is_sorted(files, {}, &PageFile::path));
    for (const PageFile& file : files) {
        EXPECT_FALSE(file.content_type.empty()) << file.path;
        EXPECT_EQ(file.etag, "\"" + hex(sha256(file.identity)).substr(0, 20) + "\"") << file.path;
    }
}

TEST(Page, is_compressed_where_it_is_text) {
    for (const PageFile& file : page_files()) {
        if (!file.path.ends_with(".js") && !file.path.ends_with(".css")) continue;
        if (file.identity.size() < 1024) continue;
        ASSERT_GE(file.gzip.size(), 20u) << file.path;
        EXPECT_EQ(file.gzip.substr(0, 2), "\x1f\x8b") << file.path;
        EXPECT_FALSE(file.brotli.empty()) << file.path;
        EXPECT_LT(file.brotli.size(), file.identity.size()) << file.path;
        EXPECT_LT(file.gzip.size(), file.identity.size()) << file.path;
    }
}

}  // namespace
}  // namespace reeve
