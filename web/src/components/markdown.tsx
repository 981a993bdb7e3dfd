import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import classes from './markdown.module.css';

interface MarkdownProps {
  children: string;
  /** What stands behind a paragraph or a point with the given text. */
  after?: (text: string) => ReactNode;
}

interface TextNode {
  type: string;
  value?: string;
  children?: TextNode[];
}

const textOf = (node: TextNode | undefined): string =>
  node?.value ?? (node?.children ?? []).map(textOf).join('');

/** Markdown without raw HTML and without pictures: nothing in a summary may make the page ask another server. */
export default function Markdown({ children, after = () => null }: MarkdownProps) {
  return (
    <div className={classes.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        disallowedElements={['img']}
        unwrapDisallowed
        components={{
          a: ({ href, children: text }) => (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {text}
            </a>
          ),
          // The page has its own h1 and h2.
          h1: ({ children: text }) => <h3>{text}</h3>,
          h2: ({ children: text }) => <h3>{text}</h3>,
          h3: ({ children: text }) => <h4>{text}</h4>,
          p: ({ node, children: text }) => (
            <p>
              {text}
              {after(textOf(node as TextNode | undefined))}
            </p>
          ),
          li: ({ node, children: text }) => {
            const inner = node as TextNode | undefined;
            // A point with paragraphs of its own has what belongs to it behind those.
            const isSimple = !inner?.children?.some((child) => child.type === 'element' && hasBlocks(child));
            return (
              <li>
                {text}
                {isSimple ? after(textOf(inner).trim()) : null}
              </li>
            );
          },
          table: ({ children: rows }) => (
            <div className={classes.table}>
              <table>{rows}</table>
            </div>
          ),
        }}
      >
        {children}
      </ReactMarkdown>
    </div>
  );
}

const blocks = ['p', 'ul', 'ol'];
const hasBlocks = (node: TextNode & { tagName?: string }) => blocks.includes(node.tagName ?? '');
