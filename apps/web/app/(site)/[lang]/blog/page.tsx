import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pagesIn } from "../../../../content.ts";
import { getCopy } from "../../../../copy.ts";
import { BlogList } from "../../../../features/marketing/blog/blog-list.tsx";
import { SiteFrame } from "../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../site.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { blog } = getCopy(await pageLanguage(params)).marketing;
  return { title: blog.title, description: blog.lead };
}

export default async function BlogRoute({ params }: SiteParams) {
  const posts = pagesIn("blog");
  if (posts.length === 0) notFound();
  const language = await pageLanguage(params);
  const { site, blog } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/blog">
      <BlogList copy={blog} language={language} posts={posts} />
    </SiteFrame>
  );
}
