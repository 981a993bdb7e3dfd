import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '@/components/message';

export function Component() {
  return (
    <>
      <title>Not found · Reflector</title>
      <Message
        title="There is no page at this address"
        action={
          <Button component={Link} to="/">
            Go to transcripts
          </Button>
        }
      >
        The link may be incomplete, or what it led to was deleted.
      </Message>
    </>
  );
}
